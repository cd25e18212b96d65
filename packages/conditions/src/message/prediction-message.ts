import type { MessageInitShape } from '@bufbuild/protobuf';
import type {
  PredictionCondition,
  PredictionConditionSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { PredictionLeaf } from '../tree/prediction.ts';
import { PREDICTION_NAMES } from './enum-words.ts';
import type { MessagePlace } from './message-place.ts';
import { numberTestOf } from './value-from-message.ts';
import { numberTestToMessage } from './value-to-message.ts';

export function predictionToMessage({
  of,
  test,
}: PredictionLeaf): MessageInitShape<typeof PredictionConditionSchema> {
  const named = { of: PREDICTION_NAMES.valueOf(of) };
  return test.op === 'in'
    ? { ...named, test: { case: 'bands', value: { values: [...test.values] } } }
    : { ...named, test: { case: 'figure', value: numberTestToMessage(test) } };
}

export function predictionOf({ of: value, test }: PredictionCondition, place: MessagePlace): PredictionLeaf {
  const of = place.word(PREDICTION_NAMES, value, 'of');
  if (test.case === 'bands') return { kind: 'prediction', of, test: { op: 'in', values: test.value.values } };
  return { kind: 'prediction', of, test: numberTestOf(test.value, place.at('figure')) };
}
