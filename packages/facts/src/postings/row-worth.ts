import { LIVE, ORDER, REFUND, VOID } from '../ledger/ledger-table.ts';

/** Worths that are none: only the row's columns say what it is worth, and when. */
export const WORTH_ASKED = -0x8000_0000;
/** The row counts at no instant. */
export const WORTH_NOTHING = WORTH_ASKED + 1;

/**
 * What a row of a ledger, or a line of it, is worth whatever the instant, in four bytes: an order from 0 on, a refund below. Rarely a row has another
 * sign, does not fit, or is void from some time on: it has to be asked.
 */
export function worthOf(flags: number, amount: number): number {
  if ((flags & LIVE) === 0 || (flags & (ORDER | REFUND)) === 0) return WORTH_NOTHING;
  const fits = amount === (amount | 0) && amount > WORTH_NOTHING && (flags & VOID) === 0;
  return fits && ((flags & ORDER) !== 0) === amount >= 0 ? amount : WORTH_ASKED;
}
