import { VERBS } from '../text/language.ts';
import type { Condition, Leaf } from '../tree/condition.ts';
import type { Field, Filter } from '../tree/filter.ts';
import type { RowKind, RowSet, TimeWindow } from '../tree/row-set.ts';
import type { TextTest, ValueTest } from '../tree/value-test.ts';

/** What a text in a condition names. Words of closed lists are none: nobody can misspell them and be understood. */
export type NamedThing =
  | { of: 'field'; field: Field; rows: RowKind; test: TextTest }
  /** One that a verb of the text form stands for need not be written. */
  | { of: 'event_type'; hasVerb: boolean }
  | { of: 'attribute' }
  | { of: 'attribute_value'; name: string; test: TextTest }
  | { of: 'tag' }
  | { of: 'consent_channel' }
  | { of: 'consent_topic'; channel: string }
  | { of: 'scheme' }
  | { of: 'segment' | 'group' };

/** A text in a condition. A list has one of its own for each value, with a test of that value alone. */
export interface NamedText {
  /** Of the node, as in `nodesOf`. */
  path: string;
  text: string;
  thing: NamedThing;
}

/** The texts of a condition, in the order in which the text form writes them. */
export function textsOf(condition: Condition): NamedText[] {
  const found: NamedText[] = [];
  addCondition(condition, '', found);
  return found;
}

const VERB_TYPES = new Set(Array.from(VERBS.values(), ({ eventType }) => eventType));

type Add = (text: string, thing: NamedThing) => void;

function addCondition(condition: Condition, path: string, found: NamedText[]): void {
  const below = path === '' ? condition.kind : `${path}.${condition.kind}`;
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const [place, part] of condition.of.entries()) addCondition(part, `${below}[${place}]`, found);
      return;
    case 'not':
      addCondition(condition.of, below, found);
      return;
    default:
      addLeaf(condition, (text, thing) => found.push({ path, text, thing }));
  }
}

function addLeaf(leaf: Leaf, add: Add): void {
  switch (leaf.kind) {
    case 'attribute': {
      const { name } = leaf;
      add(name, { of: 'attribute' });
      addTest(leaf.test, (text, test) => add(text, { of: 'attribute_value', name, test }));
      return;
    }
    case 'tag':
      add(leaf.tag, { of: 'tag' });
      return;
    case 'consent':
      add(leaf.channel, { of: 'consent_channel' });
      add(leaf.topic, { of: 'consent_topic', channel: leaf.channel });
      return;
    case 'rfm':
      add(leaf.schemeId, { of: 'scheme' });
      return;
    case 'member':
      add(leaf.id, { of: leaf.of });
      return;
    case 'rows':
      addRows(leaf.set, add);
      if (leaf.measure !== undefined && 'within' in leaf.measure) addWindow(leaf.measure.within, add);
      addWindow(leaf.set.window, add);
      return;
    case 'sequence':
      for (const set of [leaf.first, leaf.next]) addSet(set, add);
      return;
    default:
  }
}

function addSet(set: RowSet, add: Add): void {
  addRows(set, add);
  addWindow(set.window, add);
}

function addRows({ rows, eventTypes, filter }: RowSet, add: Add): void {
  for (const type of eventTypes) add(type, { of: 'event_type', hasVerb: VERB_TYPES.has(type) });
  if (filter !== undefined) addFilter(filter, rows, add);
}

function addWindow(window: TimeWindow | undefined, add: Add): void {
  if (window?.kind === 'since') addSet(window.set, add);
}

function addFilter(filter: Filter, rows: RowKind, add: Add): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const part of filter.of) addFilter(part, rows, add);
      return;
    case 'not':
      addFilter(filter.of, rows, add);
      return;
    case 'lines':
      addFilter(filter.filter, 'line', add);
      return;
    case 'field': {
      const { field } = filter;
      if (field === 'source' && (filter.test.op === 'in' || filter.test.op === 'not-in')) return;
      addTest(filter.test, (text, test) => add(text, { of: 'field', field, rows, test }));
    }
  }
}

function addTest(test: ValueTest, add: (text: string, test: TextTest) => void): void {
  switch (test.op) {
    case 'in':
    case 'not-in':
      for (const value of test.values) add(value, { op: 'in', values: [value] });
      return;
    case 'contains':
    case 'starts':
    case 'ends':
      add(test.value, test);
      return;
    case 'matches':
      add(test.pattern, test);
      return;
    default:
  }
}
