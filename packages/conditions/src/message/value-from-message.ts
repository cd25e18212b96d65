import type { Span } from '@perennial/calendar';
import type {
  NumberRange as NumberRangeMessage,
  NumberTest as NumberTestMessage,
  Span as SpanMessage,
  ValueTest as ValueTestMessage,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { NumberRange, NumberTest, ValueTest } from '../tree/value-test.ts';
import { TIME_UNIT_WORDS } from './enum-words.ts';
import type { MessagePlace } from './message-place.ts';

const ANYTHING: ValueTest = { op: 'set' };
const NOT_READ: Span = { amount: 1, unit: 'day' };

export function valueTestOf(message: ValueTestMessage | undefined, place: MessagePlace): ValueTest {
  const kind = message?.kind;
  switch (kind?.case) {
    case 'range':
      return rangeOf(kind.value);
    case 'numberNot':
      return { op: 'number-not', value: kind.value };
    case 'in':
      return { op: 'in', values: kind.value.values };
    case 'notIn':
      return { op: 'not-in', values: kind.value.values };
    case 'contains':
    case 'starts':
    case 'ends':
      return { op: kind.case, value: kind.value };
    case 'matches':
      return { op: 'matches', pattern: kind.value };
    case 'older':
    case 'younger':
      return { op: kind.case, ...spanOf(kind.value, place.at(kind.case)) };
    case 'before':
    case 'since':
      return { op: kind.case, date: kind.value };
    case 'is':
      return { op: 'is', value: kind.value };
    case 'set':
      return { op: kind.value ? 'set' : 'unset' };
    default:
      place.missing('The test');
      return ANYTHING;
  }
}

export function numberTestOf(message: NumberTestMessage | undefined, place: MessagePlace): NumberTest {
  const kind = message?.kind;
  if (kind?.case === 'range') return rangeOf(kind.value);
  if (kind?.case === 'numberNot') return { op: 'number-not', value: kind.value };
  place.missing('The test');
  return { op: 'number-not', value: 0 };
}

export function spanOf(message: SpanMessage | undefined, place: MessagePlace): Span {
  if (message === undefined) {
    place.missing('The span');
    return NOT_READ;
  }
  return { amount: message.amount, unit: place.word(TIME_UNIT_WORDS, message.unit, 'unit') };
}

function rangeOf({ low, lowInclusive, high, highInclusive }: NumberRangeMessage): NumberRange {
  return {
    op: 'range',
    ...(low === undefined ? {} : { low }),
    lowInclusive,
    ...(high === undefined ? {} : { high }),
    highInclusive,
  };
}
