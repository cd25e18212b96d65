import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  type Condition as ConditionMessage,
  ConditionSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { Condition } from '../tree/condition.ts';
import { bestChannelToMessage } from './best-channel-message.ts';
import { CONSENT_STATES, RFM_PARTS, SCORE_NAMES } from './enum-words.ts';
import { predictionToMessage } from './prediction-message.ts';
import { rowsToMessage, sequenceToMessage } from './rows-to-message.ts';
import { valueTestToMessage } from './value-to-message.ts';

/** The protobuf form of a condition. */
export function conditionToMessage(condition: Condition): ConditionMessage {
  return create(ConditionSchema, initOf(condition));
}

function initOf(condition: Condition): MessageInitShape<typeof ConditionSchema> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: { case: condition.kind, value: { of: condition.of.map(initOf) } } };
    case 'not':
      return { kind: { case: 'not', value: initOf(condition.of) } };
    case 'attribute': {
      const value = { name: condition.name, test: valueTestToMessage(condition.test) };
      return { kind: { case: 'attribute', value } };
    }
    case 'tag':
      return { kind: { case: 'tag', value: { tag: condition.tag } } };
    case 'consent': {
      const { channel, topic } = condition;
      return {
        kind: { case: 'consent', value: { channel, topic, is: CONSENT_STATES.valueOf(condition.is) } },
      };
    }
    case 'score': {
      const value = { score: SCORE_NAMES.valueOf(condition.score), in: [...condition.in] };
      return { kind: { case: 'score', value } };
    }
    case 'rfm': {
      const { schemeId } = condition;
      const value = { schemeId, part: RFM_PARTS.valueOf(condition.part), in: [...condition.in] };
      return { kind: { case: 'rfm', value } };
    }
    case 'prediction':
      return { kind: { case: 'prediction', value: predictionToMessage(condition) } };
    case 'affinity':
      return { kind: { case: 'affinity', value: { groups: [...condition.groups] } } };
    case 'channel':
      return { kind: { case: 'channel', value: bestChannelToMessage(condition) } };
    case 'member': {
      const of = { case: `${condition.of}Id`, value: condition.id } as const;
      return { kind: { case: 'member', value: { of } } };
    }
    case 'rows':
      return { kind: { case: 'rows', value: rowsToMessage(condition) } };
    default:
      return { kind: { case: 'sequence', value: sequenceToMessage(condition) } };
  }
}
