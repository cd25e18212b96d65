import type {
  RowSet as RowSetMessage,
  RowsCondition,
  SequenceCondition,
  TimeWindow as TimeWindowMessage,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import { Quantifier } from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { RowSet, TimeWindow } from '../tree/row-set.ts';
import type { RowsLeaf, SequenceLeaf } from '../tree/rows.ts';
import { ANCHORS, CALENDAR_UNIT_WORDS, NUMBER_MEASURES, QUANTIFIERS, ROW_KINDS } from './enum-words.ts';
import { filterOf } from './filter-from-message.ts';
import type { MessagePlace } from './message-place.ts';
import { numberTestOf, spanOf } from './value-from-message.ts';

export function rowsLeafOf(message: RowsCondition, place: MessagePlace): RowsLeaf {
  const asked = message.quantifier === Quantifier.UNSPECIFIED ? Quantifier.ANY : message.quantifier;
  const measure = measureOf(message.measure, place.at('measure'));
  return {
    kind: 'rows',
    set: rowSetOf(message.set, place.at('set')),
    quantifier: place.word(QUANTIFIERS, asked, 'quantifier'),
    perOrder: message.perOrder,
    ...(measure === undefined ? {} : { measure }),
  };
}

export function sequenceOf(message: SequenceCondition, place: MessagePlace): SequenceLeaf {
  const { within } = message;
  return {
    kind: 'sequence',
    first: rowSetOf(message.first, place.at('first')),
    next: rowSetOf(message.next, place.at('next')),
    withinMs: within === undefined ? 0 : Number(within.seconds) * 1000 + within.nanos / 1_000_000,
    negated: message.negated,
  };
}

function measureOf(measure: RowsCondition['measure'], place: MessagePlace): RowsLeaf['measure'] {
  if (measure.case === 'number') {
    const { value } = measure;
    return {
      measure: place.word(NUMBER_MEASURES, value.measure, 'measure'),
      test: numberTestOf(value.test, place.at('test')),
    };
  }
  if (measure.case === undefined) return undefined;
  const { anchor, within } = measure.value;
  return {
    measure: place.word(ANCHORS, anchor, 'anchor'),
    within: windowOf(within, place.at('within')),
  };
}

function rowSetOf(message: RowSetMessage | undefined, place: MessagePlace): RowSet {
  if (message === undefined) {
    place.missing('The set of rows');
    return { rows: 'order', eventTypes: [] };
  }
  const filter = message.filter === undefined ? undefined : filterOf(message.filter, place.below('filter'));
  return {
    rows: place.word(ROW_KINDS, message.rows, 'rows'),
    eventTypes: message.eventTypes,
    ...(filter === undefined ? {} : { filter }),
    ...(message.window === undefined ? {} : { window: windowOf(message.window, place.at('window')) }),
  };
}

function windowOf(message: TimeWindowMessage | undefined, place: MessagePlace): TimeWindow {
  const kind = message?.kind;
  switch (kind?.case) {
    case 'last':
    case 'ago':
      return { kind: kind.case, span: spanOf(kind.value, place.at('span')) };
    case 'betweenAgo': {
      const { far, near } = kind.value;
      return { kind: 'between-ago', far: spanOf(far, place.at('far')), near: spanOf(near, place.at('near')) };
    }
    case 'this':
    case 'previous':
      return { kind: kind.case, unit: place.word(CALENDAR_UNIT_WORDS, kind.value, 'unit') };
    case 'dates': {
      const { from, to } = kind.value;
      return { kind: 'dates', ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
    }
    case 'since': {
      const below = place.below('set');
      const anchor = place.word(ANCHORS, kind.value.anchor, 'anchor');
      return below === undefined
        ? { kind: 'last-visit' }
        : { kind: 'since', anchor, set: rowSetOf(kind.value.set, below) };
    }
    case 'lastVisit':
      return { kind: 'last-visit' };
    default:
      place.missing('The window');
      return { kind: 'last-visit' };
  }
}
