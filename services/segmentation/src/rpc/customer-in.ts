import type { FactsReader } from '@perennial/facts';
import { segmentationErrors } from '../errors.ts';

/** Index of a customer who stands for somebody. @throws MEMBER_UNKNOWN */
export function customerIn(facts: FactsReader, customerId: string): number {
  const customer = facts.customerIndexOf(customerId);
  if (customer >= 0 && facts.isActive(customer)) return customer;
  throw segmentationErrors.MEMBER_UNKNOWN({ customer_id: customerId });
}
