import type { FactsReader } from '@perennial/facts';
import { predictionErrors } from '../errors.ts';

/** The customer's number in facts. @throws CUSTOMER_NOT_PREDICTED */
export function customerIndex(facts: FactsReader, customerId: string): number {
  const customer = facts.customerIndexOf(customerId);
  if (customer >= 0 && facts.isActive(customer)) return customer;
  throw predictionErrors.CUSTOMER_NOT_PREDICTED({ customer_id: customerId });
}
