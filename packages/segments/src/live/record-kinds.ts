import type { Dependencies } from '../judge/dependencies.ts';

/** Kinds of records as a set of bits: what a message may have changed of a customer, and what can turn a condition. */
export type RecordKinds = number;

const ORDERS = 1;
const REFUNDS = 2;
const EVENTS = 4;
const ATTRIBUTES = 8;
export const SINGLE_KINDS: readonly RecordKinds[] = [ORDERS, REFUNDS, EVENTS, ATTRIBUTES];
export const ALL_KINDS: RecordKinds = 15;

const KINDS_OF_MESSAGE = new Map<string, RecordKinds>([
  ['perennial.order_completed.v1', ORDERS],
  ['perennial.order_cancelled.v1', ORDERS],
  ['perennial.order_refunded.v1', REFUNDS],
  ['perennial.behaviour_recorded.v1', EVENTS],
  ['perennial.customer_identified.v1', ATTRIBUTES],
  ['perennial.consent_changed.v1', ATTRIBUTES],
]);

/** A move of identity brings records of every kind. */
export function kindsOfMessages(messageTypes: ReadonlySet<string> | undefined): RecordKinds {
  if (messageTypes === undefined) return ALL_KINDS;
  let kinds = 0;
  for (const type of messageTypes) kinds |= KINDS_OF_MESSAGE.get(type) ?? ALL_KINDS;
  return kinds;
}

/** Without what the segments that it names depend on. */
export function kindsOfDependencies(dependencies: Dependencies): RecordKinds {
  const { orders, refunds, everyEventType, eventTypes, attributes, consents, scores } = dependencies;
  let kinds = 0;
  if (orders) kinds |= ORDERS;
  if (refunds) kinds |= REFUNDS;
  if (everyEventType || eventTypes.size > 0) kinds |= EVENTS;
  if (attributes.size > 0 || consents) kinds |= ATTRIBUTES;
  if (scores.length > 0) kinds |= ORDERS | REFUNDS;
  if (scores.some((score) => score === 'stage' || score === 'engagement')) kinds |= EVENTS;
  return kinds;
}
