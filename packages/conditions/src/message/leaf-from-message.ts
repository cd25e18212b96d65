import type { Condition as ConditionMessage } from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { Leaf } from '../tree/condition.ts';
import { bestChannelOf } from './best-channel-message.ts';
import { CONSENT_STATES, RFM_PARTS, SCORE_NAMES } from './enum-words.ts';
import type { MessagePlace } from './message-place.ts';
import { predictionOf } from './prediction-message.ts';
import { rowsLeafOf, sequenceOf } from './rows-from-message.ts';
import { valueTestOf } from './value-from-message.ts';

type LeafMessage = Exclude<ConditionMessage['kind'], { case: 'all' | 'any' | 'not' | undefined }>;

/** Consent to everything about which nothing else was said. */
const ALL_TOPICS = 'all';

/** Undefined, and reported, where what the leaf is about is not set. */
export function leafOf(kind: LeafMessage, place: MessagePlace): Leaf | undefined {
  switch (kind.case) {
    case 'attribute':
      return {
        kind: 'attribute',
        name: kind.value.name,
        test: valueTestOf(kind.value.test, place.at('test')),
      };
    case 'tag':
      return { kind: 'tag', tag: kind.value.tag };
    case 'consent': {
      const { channel, topic, is } = kind.value;
      const state = place.word(CONSENT_STATES, is, 'is');
      return { kind: 'consent', channel, topic: topic === '' ? ALL_TOPICS : topic, is: state };
    }
    case 'score':
      return {
        kind: 'score',
        score: place.word(SCORE_NAMES, kind.value.score, 'score'),
        in: kind.value.in,
      };
    case 'rfm': {
      const { schemeId, part } = kind.value;
      return { kind: 'rfm', schemeId, part: place.word(RFM_PARTS, part, 'part'), in: kind.value.in };
    }
    case 'prediction':
      return predictionOf(kind.value, place);
    case 'affinity':
      return { kind: 'affinity', groups: kind.value.groups };
    case 'channel':
      return bestChannelOf(kind.value, place);
    case 'member': {
      const { of } = kind.value;
      if (of.case !== undefined)
        return { kind: 'member', of: of.case === 'groupId' ? 'group' : 'segment', id: of.value };
      place.missing('The segment or group');
      return undefined;
    }
    case 'rows':
      return rowsLeafOf(kind.value, place);
    default:
      return sequenceOf(kind.value, place);
  }
}
