import type { CustomerRows } from './customer-rows.ts';
import type { EmptyVerdict } from './empty-verdict.ts';
import type { Evidence } from './evidence.ts';
import type { FigureTest } from './figure-ranges.ts';

/**
 * What a leaf lacks to say anything: a trained model, a purchase of the customer, a model of how much customers spend; learned groups, enough
 * different products of the customer when they were learned; a trained model of channels, a channel that the customer allows.
 */
export type MissingForLeaf =
  | 'model'
  | 'purchases'
  | 'spend_model'
  | 'groups'
  | 'distinct_products'
  | 'channel_model'
  | 'channel_consent';

/** What a leaf found, for people. */
export interface LeafFinding {
  /** What stands against the threshold: a figure, a time in ms, a value, a class. Absent when there is none. */
  actual?: number | string | boolean;
  /** The rows that decide, oldest first, at most as many as asked for. */
  evidence: Evidence[];
  /** How many decide in all. */
  evidenceCount: number;
  /** Why the leaf cannot hold, whatever its threshold. */
  missing?: MissingForLeaf;
}

/** A leaf of a condition over the customer and instant that are loaded. Equal leaves of many conditions are one. */
export interface CompiledLeaf {
  /** What it says when no row of its set is there; absent when that takes more to tell. */
  readonly ifEmpty?: EmptyVerdict;
  /** True when it holds whenever its set may hold a row. */
  readonly holdsUnlessEmpty?: boolean;
  /** It holds while this does; absent for most. */
  readonly figureTest?: FigureTest;
  /** True when time alone never turns it. */
  readonly isTimeless?: boolean;
  /** True when one customer's verdict takes a look at all customers. */
  readonly hangsOnEverybody?: boolean;
  holds(rows: CustomerRows): boolean;
  /** First instant after the one loaded at which time alone may turn it, future facts apart; ∞ when it never does. */
  nextInstant(rows: CustomerRows): number;
  find(rows: CustomerRows, maxEvidence: number): LeafFinding;
}
