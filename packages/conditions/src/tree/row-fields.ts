import { FIELDS, type Field, type FieldType } from './filter.ts';
import type { RowKind } from './row-set.ts';
import type { NumberMeasure } from './rows.ts';

type Place = (typeof FIELDS)[Field]['place'];

const PLACES_OF = {
  line: ['product', 'line', 'order', 'source', 'store'],
  order: ['order', 'source', 'store'],
  visit: ['source', 'visit'],
  event: ['product', 'source', 'event'],
} as const satisfies Record<RowKind, readonly Place[]>;

/** Of a visit: the page of its first hit, and how long it was. */
const SHARED_WITH_VISITS: readonly Field[] = ['page', 'duration'];

const NAMES = Object.keys(FIELDS).filter(isField);

const FIELDS_OF: Readonly<Record<RowKind, readonly Field[]>> = {
  line: namesOf('line'),
  order: namesOf('order'),
  visit: namesOf('visit'),
  event: namesOf('event'),
};

const MEASURES_OF: Readonly<Record<RowKind, readonly NumberMeasure[]>> = {
  line: ['count', 'sum', 'mean', 'min', 'max', 'quantity', 'orders', 'products', 'days'],
  order: ['count', 'sum', 'mean', 'min', 'max', 'orders', 'days'],
  visit: ['count', 'days', 'duration'],
  event: ['count', 'products', 'days', 'duration'],
};

/** One order has one order and one day. */
const MEASURES_PER_ORDER: readonly NumberMeasure[] = [
  'count',
  'sum',
  'mean',
  'min',
  'max',
  'quantity',
  'products',
];

/** Fields that a filter of such rows may name. */
export function fieldsOf(rows: RowKind): readonly Field[] {
  return FIELDS_OF[rows];
}

/** Measures that such rows have; fewer where one order is looked at. */
export function measuresOf(rows: RowKind, perOrder: boolean): readonly NumberMeasure[] {
  return perOrder ? MEASURES_PER_ORDER : MEASURES_OF[rows];
}

/** Whether a name is a field of some kind of row. */
export function isField(name: string): name is Field {
  return Object.hasOwn(FIELDS, name);
}

/** What a measure's threshold is: an amount of money, a duration in ms, or a plain number. */
export function measureType(measure: NumberMeasure): FieldType & ('money' | 'duration' | 'number') {
  if (measure === 'sum' || measure === 'mean' || measure === 'min' || measure === 'max') return 'money';
  return measure === 'duration' ? 'duration' : 'number';
}

function namesOf(rows: RowKind): readonly Field[] {
  const places: readonly Place[] = PLACES_OF[rows];
  return NAMES.filter(
    (name) => places.includes(FIELDS[name].place) || (rows === 'visit' && SHARED_WITH_VISITS.includes(name)),
  );
}
