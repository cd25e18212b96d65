import type { Origin } from '@perennial/live';

/** A customer came from one churn band to another. */
export interface Crossing {
  customerId: string;
  fromBand: number;
  toBand: number;
  churnRisk: number;
  purchaseProbability: number;
  modelVersion: number;
  origin: Origin;
}

/** Unique for each crossing and derived from its input alone: the same input judged again gives the same id. */
export function crossingId({ customerId, origin }: Crossing): string {
  return `prediction_moved:${customerId}:${origin.key}`;
}
