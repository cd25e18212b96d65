import {
  type Condition,
  FIELDS,
  type Filter,
  type RowKind,
  type RowSet,
  type TimeWindow,
} from '@perennial/conditions';
import type { AskedScore } from '../readers.ts';

/** What can turn a condition: only records of these kinds have to be looked at. */
export interface Dependencies {
  /** Orders, cancellations. */
  orders: boolean;
  /** Refunds; orders bring theirs along. */
  refunds: boolean;
  /** Types of events; `every`: all that are hits, since visits follow from them. */
  eventTypes: Set<string>;
  everyEventType: boolean;
  attributes: Set<string>;
  /** What is known of products, and of stores. */
  products: boolean;
  stores: boolean;
  scores: AskedScore[];
  /** What the trained model in force expects. */
  predictions: boolean;
  /** Affinity groups, by the version in force. */
  groups: boolean;
  /** The best channel, by the model in force. */
  channels: boolean;
  /** Some attributes that only their values tell: consents to any topic. */
  consents: boolean;
  /** Segments and groups, as `segment:<id>` and `group:<id>`. */
  members: Set<string>;
  /** Time alone can turn it. */
  time: boolean;
}

/** What a condition hangs on. */
export function dependenciesOf(condition: Condition): Dependencies {
  const found: Dependencies = {
    ...{ orders: false, refunds: false, everyEventType: false, products: false, stores: false, time: false },
    ...{ predictions: false, groups: false, channels: false, consents: false },
    ...{ eventTypes: new Set(), attributes: new Set(), scores: [], members: new Set() },
  };
  addCondition(found, condition);
  return found;
}

function addCondition(found: Dependencies, condition: Condition): void {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const part of condition.of) addCondition(found, part);
      return;
    case 'not':
      addCondition(found, condition.of);
      return;
    case 'attribute':
      found.attributes.add(condition.name);
      if (condition.test.op === 'older' || condition.test.op === 'younger') found.time = true;
      return;
    case 'tag':
      found.attributes.add('tags');
      return;
    case 'consent':
      found.attributes.add(`consent.${condition.channel}.${condition.topic}`);
      found.attributes.add(`consent.${condition.channel}.all`);
      return;
    case 'score':
      found.scores.push(condition.score);
      found.time = true;
      return;
    case 'rfm':
      found.scores.push({ schemeId: condition.schemeId, part: condition.part });
      found.time = true;
      return;
    case 'prediction':
      found.orders = true;
      found.refunds = true;
      found.predictions = true;
      found.time = true;
      return;
    case 'affinity':
      // What was known when the groups were learned may yet be on its way.
      found.orders = true;
      found.refunds = true;
      found.groups = true;
      return;
    case 'channel':
      found.orders = true;
      found.refunds = true;
      found.everyEventType = true;
      found.consents = true;
      found.channels = true;
      found.time = true;
      return;
    case 'member':
      found.members.add(`${condition.of}:${condition.id}`);
      found.time = true;
      return;
    case 'sequence':
      addSet(found, condition.first);
      addSet(found, condition.next);
      if (condition.negated) found.time = true;
      return;
    case 'rows': {
      const { set, measure } = condition;
      addSet(found, set);
      if (measure?.measure === 'sum' || measure?.measure === 'quantity') found.refunds = true;
      if (measure !== undefined && 'within' in measure) addWindow(found, measure.within);
    }
  }
}

function addSet(found: Dependencies, { rows, eventTypes, filter, window }: RowSet): void {
  if (rows === 'visit') found.everyEventType = true;
  else if (rows === 'event') for (const type of eventTypes) found.eventTypes.add(type);
  else found.orders = true;
  if (filter !== undefined) addFilter(found, filter, rows);
  addWindow(found, window);
}

function addFilter(found: Dependencies, filter: Filter, rows: RowKind): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const part of filter.of) addFilter(found, part, rows);
      return;
    case 'not':
      addFilter(found, filter.of, rows);
      return;
    case 'lines':
      addFilter(found, filter.filter, 'line');
      return;
    case 'field': {
      const { place } = FIELDS[filter.field];
      if (place === 'product' && filter.field !== 'product') found.products = true;
      if (place === 'store' && filter.field !== 'store') found.stores = true;
      // What brought an order may follow from a visit, and a hit that comes late may be of another one.
      if (place === 'source' && rows !== 'event') found.everyEventType = true;
    }
  }
}

function addWindow(found: Dependencies, window: TimeWindow | undefined): void {
  if (window === undefined || window.kind === 'dates') return;
  if (window.kind === 'since') addSet(found, window.set);
  else if (window.kind === 'last-visit') found.everyEventType = true;
  else found.time = true;
}
