import type { MessageInitShape } from '@bufbuild/protobuf';
import type { Span } from '@perennial/calendar';
import type {
  NumberRangeSchema,
  NumberTestSchema,
  SpanSchema,
  ValueTestSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { NumberRange, NumberTest, ValueTest } from '../tree/value-test.ts';
import { TIME_UNIT_WORDS } from './enum-words.ts';

export function valueTestToMessage(test: ValueTest): MessageInitShape<typeof ValueTestSchema> {
  switch (test.op) {
    case 'range':
      return { kind: { case: 'range', value: rangeToMessage(test) } };
    case 'number-not':
      return { kind: { case: 'numberNot', value: test.value } };
    case 'in':
      return { kind: { case: 'in', value: { values: [...test.values] } } };
    case 'not-in':
      return { kind: { case: 'notIn', value: { values: [...test.values] } } };
    case 'contains':
    case 'starts':
    case 'ends':
      return { kind: { case: test.op, value: test.value } };
    case 'matches':
      return { kind: { case: 'matches', value: test.pattern } };
    case 'older':
    case 'younger':
      return { kind: { case: test.op, value: spanToMessage(test) } };
    case 'before':
    case 'since':
      return { kind: { case: test.op, value: test.date } };
    case 'is':
      return { kind: { case: 'is', value: test.value } };
    default:
      return { kind: { case: 'set', value: test.op === 'set' } };
  }
}

export function numberTestToMessage(test: NumberTest): MessageInitShape<typeof NumberTestSchema> {
  return test.op === 'range'
    ? { kind: { case: 'range', value: rangeToMessage(test) } }
    : { kind: { case: 'numberNot', value: test.value } };
}

export function spanToMessage({ amount, unit }: Span): MessageInitShape<typeof SpanSchema> {
  return { amount, unit: TIME_UNIT_WORDS.valueOf(unit) };
}

function rangeToMessage({
  low,
  lowInclusive,
  high,
  highInclusive,
}: NumberRange): MessageInitShape<typeof NumberRangeSchema> {
  return {
    ...{ lowInclusive, highInclusive },
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}
