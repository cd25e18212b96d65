/** What the status of an order in its shop means here. */
export type OrderStanding = 'placed' | 'cancelled' | 'refunded' | 'unpaid';

const STANDINGS = new Map<string, OrderStanding>([
  ...['cancelled', 'canceled'].map((status): [string, OrderStanding] => [status, 'cancelled']),
  ['refunded', 'refunded'],
  ...['failed', 'pending', 'pending payment', 'voided', 'expired', 'draft', 'checkout-draft', 'trash'].map(
    (status): [string, OrderStanding] => [status, 'unpaid'],
  ),
]);

/** An order with any other status, or none, was placed. */
export function standingOf(status: string | undefined): OrderStanding {
  const plain = (status ?? '').toLowerCase().replace(/^wc-/, '');
  return STANDINGS.get(plain) ?? 'placed';
}
