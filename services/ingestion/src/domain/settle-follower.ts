import { type NodeKey, orderNode } from './identity-node.ts';
import type { OrderLine, RefundFact } from './order-fact.ts';
import type { Follower, OrderLedger } from './order-ledger.ts';
import { type Conversion, priceLines, reportingMinor } from './pricing.ts';

/** A refund or cancellation as it is published, or undefined as long as it waits for its order. */
export interface SettledFollower {
  node: NodeKey;
  /** The latest version counts. */
  updatedMs: number;
  amountMinor: number;
  lines: OrderLine[];
  currency: string;
}

function conversionOf(refund: RefundFact, ledger: OrderLedger | undefined): Conversion {
  const to = ledger?.value?.currency ?? refund.reportingCurrency;
  if (refund.currency !== undefined) return { from: refund.currency.code, to, rate: refund.currency.rate };
  return { from: ledger?.value?.originalCurrency ?? to, to, rate: ledger?.value?.exchangeRate ?? 1 };
}

/** Value and lines of a refund; a refund of the whole order is worth what the newest telling of the order is. */
function refundValue(
  refund: RefundFact,
  ledger: OrderLedger | undefined,
): { amountMinor: number; lines: OrderLine[] } {
  const conversion = conversionOf(refund, ledger);
  const priced = priceLines(refund.lines, conversion);
  const lines = 'lines' in priced ? priced.lines : [];
  if (refund.amount !== undefined) return { amountMinor: reportingMinor(refund.amount, conversion), lines };
  if (lines.length > 0) return { amountMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0), lines };
  return { amountMinor: ledger?.value?.netMinor ?? 0, lines };
}

/** A refund that names a person and no order: worth what it says. */
export function settleLoneRefund(refund: RefundFact, node: NodeKey): SettledFollower {
  return {
    node,
    updatedMs: refund.updatedMs,
    currency: refund.reportingCurrency,
    ...refundValue(refund, undefined),
  };
}

function isFull(refund: RefundFact): boolean {
  return refund.amount === undefined && refund.lines.length === 0;
}

/**
 * Whose the refund or cancellation is and what it is worth: the order's person and, of a full refund, the order's value. While the
 * order is unknown only a refund that names a person and a value goes out.
 */
export function settleFollower(follower: Follower, ledger: OrderLedger): SettledFollower | undefined {
  const { fact, person } = follower;
  const orderKnown = ledger.value !== undefined;
  const ownNode = orderNode(fact.sourceSystem, fact.orderId ?? '');
  const node = orderKnown ? (ledger.owner?.node ?? ownNode) : person;
  if (node === undefined) return undefined;
  if (fact.kind === 'cancellation') {
    if (!orderKnown) return undefined;
    return {
      node,
      updatedMs: follower.timeMs,
      amountMinor: 0,
      lines: [],
      currency: ledger.value?.currency ?? '',
    };
  }
  const full = isFull(fact);
  if (full && !orderKnown) return undefined;
  // What a full refund is worth changes with its order alone, so its version is the order's.
  const updatedMs = full ? (ledger.value?.version.updatedMs ?? fact.updatedMs) : fact.updatedMs;
  const currency = ledger.value?.currency ?? fact.reportingCurrency;
  return { node, updatedMs, currency, ...refundValue(fact, ledger) };
}
