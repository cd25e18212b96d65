import type { MessageInitShape } from '@bufbuild/protobuf';
import type {
  FilterSchema,
  RowSetSchema,
  RowsConditionSchema,
  SequenceConditionSchema,
  TimeWindowSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { Filter } from '../tree/filter.ts';
import type { RowSet, TimeWindow } from '../tree/row-set.ts';
import type { RowsLeaf, SequenceLeaf } from '../tree/rows.ts';
import {
  ANCHORS,
  CALENDAR_UNIT_WORDS,
  LINES_QUANTIFIERS,
  NUMBER_MEASURES,
  QUANTIFIERS,
  ROW_KINDS,
} from './enum-words.ts';
import { numberTestToMessage, spanToMessage, valueTestToMessage } from './value-to-message.ts';

export function rowsToMessage(leaf: RowsLeaf): MessageInitShape<typeof RowsConditionSchema> {
  const { perOrder } = leaf;
  const rows = { set: rowSetToMessage(leaf.set), quantifier: QUANTIFIERS.valueOf(leaf.quantifier), perOrder };
  const { measure } = leaf;
  if (measure === undefined) return rows;
  if ('within' in measure) {
    const value = { anchor: ANCHORS.valueOf(measure.measure), within: windowToMessage(measure.within) };
    return { ...rows, measure: { case: 'time', value } };
  }
  const value = {
    measure: NUMBER_MEASURES.valueOf(measure.measure),
    test: numberTestToMessage(measure.test),
  };
  return { ...rows, measure: { case: 'number', value } };
}

export function sequenceToMessage(leaf: SequenceLeaf): MessageInitShape<typeof SequenceConditionSchema> {
  const seconds = Math.floor(leaf.withinMs / 1000);
  return {
    first: rowSetToMessage(leaf.first),
    next: rowSetToMessage(leaf.next),
    within: { seconds: BigInt(seconds), nanos: (leaf.withinMs - seconds * 1000) * 1_000_000 },
    negated: leaf.negated,
  };
}

function rowSetToMessage({
  rows,
  eventTypes,
  filter,
  window,
}: RowSet): MessageInitShape<typeof RowSetSchema> {
  return {
    rows: ROW_KINDS.valueOf(rows),
    eventTypes: [...eventTypes],
    ...(filter === undefined ? {} : { filter: filterToMessage(filter) }),
    ...(window === undefined ? {} : { window: windowToMessage(window) }),
  };
}

function filterToMessage(filter: Filter): MessageInitShape<typeof FilterSchema> {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: { case: filter.kind, value: { of: filter.of.map(filterToMessage) } } };
    case 'not':
      return { kind: { case: 'not', value: filterToMessage(filter.of) } };
    case 'field':
      return {
        kind: { case: 'field', value: { field: filter.field, test: valueTestToMessage(filter.test) } },
      };
    default: {
      const quantifier = LINES_QUANTIFIERS.valueOf(filter.quantifier);
      return { kind: { case: 'lines', value: { quantifier, filter: filterToMessage(filter.filter) } } };
    }
  }
}

function windowToMessage(window: TimeWindow): MessageInitShape<typeof TimeWindowSchema> {
  switch (window.kind) {
    case 'last':
    case 'ago':
      return { kind: { case: window.kind, value: spanToMessage(window.span) } };
    case 'between-ago': {
      const value = { far: spanToMessage(window.far), near: spanToMessage(window.near) };
      return { kind: { case: 'betweenAgo', value } };
    }
    case 'this':
    case 'previous':
      return { kind: { case: window.kind, value: CALENDAR_UNIT_WORDS.valueOf(window.unit) } };
    case 'dates':
      return { kind: { case: 'dates', value: { from: window.from ?? '', to: window.to ?? '' } } };
    case 'since': {
      const value = { anchor: ANCHORS.valueOf(window.anchor), set: rowSetToMessage(window.set) };
      return { kind: { case: 'since', value } };
    }
    default:
      return { kind: { case: 'lastVisit', value: {} } };
  }
}
