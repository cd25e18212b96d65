import type { Stays } from '../walk/stays.ts';
import type { RunsBuilder } from './figure-runs.ts';

/** Follows a figure of one customer after the other, whose orders and refunds change it from moment to moment. */
export interface FigureFollower {
  /** @param stays of which the customer has the rows `start … stop - 1`; an order counts until it is cancelled */
  follow(stays: Stays, start: number, stop: number, into: RunsBuilder): void;
}
