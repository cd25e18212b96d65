import type { AsOf, FactsReader } from '@perennial/facts';
import { decimalText } from '../domain/csv.ts';
import type { MoneyUnits } from '../tenant-units.ts';
import { PREDICTION_COLUMNS, type PredictionCells, predictionColumn } from './prediction-column.ts';
import { fieldInvalid } from './segmentation-context.ts';

/** Whom a cell is about. */
interface ExportedCustomer {
  facts: FactsReader;
  customer: number;
  asOf: AsOf;
}

type Column = (exported: ExportedCustomer) => string | number;

const ATTRIBUTE_PREFIX = 'attribute:';
const ATTRIBUTES = new Map([
  ['email', 'email'],
  ['phone', 'phone'],
  ['first_name', 'firstName'],
  ['last_name', 'lastName'],
]);
const FIGURES = ['orders', 'net', 'first_order', 'last_order'] as const;
type Figure = (typeof FIGURES)[number];

/** How the cells of a column are made. @throws SEGMENTATION_FIELD_INVALID for an unknown name, MODEL_MISSING */
export function exportColumn(name: string, predicted: PredictionCells): Column {
  const { units } = predicted;
  if (name === 'customer_id') return ({ facts, customer }) => facts.customerIdAt(customer);
  if (name.startsWith(ATTRIBUTE_PREFIX)) return attributeColumn(name.slice(ATTRIBUTE_PREFIX.length));
  const attribute = ATTRIBUTES.get(name);
  if (attribute !== undefined) return attributeColumn(attribute);
  const figure = FIGURES.find((each) => each === name);
  if (figure !== undefined) return figureColumn(figure, units);
  const prediction = PREDICTION_COLUMNS.get(name);
  if (prediction !== undefined) {
    const cellOf = predictionColumn(prediction, predicted);
    return ({ customer }) => cellOf(customer);
  }
  const named = ['customer_id', ...ATTRIBUTES.keys(), ...FIGURES, ...PREDICTION_COLUMNS.keys()];
  const allowed = [...named, 'attribute:<name>'];
  throw fieldInvalid('columns', allowed.join(', '));
}

function attributeColumn(attribute: string): Column {
  return ({ facts, customer, asOf }) => {
    const values = facts.attributesOf(customer, asOf);
    const value = Object.hasOwn(values, attribute) ? values[attribute] : undefined;
    if (value === undefined || value === null) return '';
    return typeof value === 'boolean' ? String(value) : value;
  };
}

function figureColumn(figure: Figure, { minorPerUnit }: MoneyUnits): Column {
  return ({ facts, customer, asOf }) => {
    const [rollup] = facts.rollupOne(customer, [{}], asOf);
    if (rollup === undefined) return '';
    switch (figure) {
      case 'orders':
        return rollup.orderCount;
      case 'net':
        return decimalText(rollup.netMinor, minorPerUnit);
      case 'first_order':
        return timeText(rollup.firstOrderMs);
      case 'last_order':
        return timeText(rollup.lastOrderMs);
    }
  };
}

/** Empty without an order. */
function timeText(timeMs: number): string {
  return Number.isNaN(timeMs) ? '' : new Date(timeMs).toISOString();
}
