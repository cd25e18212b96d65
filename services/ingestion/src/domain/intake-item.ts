import type { JsonObject } from './object-reader.ts';
import type { OrderFact, OrderStore, RefundFact } from './order-fact.ts';
import type { Source } from './source.ts';

/** The ids of a person that an item carried, normalised. Personal data. */
export interface PersonIds {
  user?: string;
  email?: string;
  phone?: string;
  anon?: string;
}

export interface IdentifyFact {
  kind: 'identify';
  traits: JsonObject;
}

export interface BehaviourFact {
  kind: 'behaviour';
  /** Canonical name. */
  name: string;
  originalName: string;
  /** Products concerned; each makes an event of its own, none makes one without product. */
  productIds?: string[];
  pagePath?: string;
  pageTitle?: string;
  query?: string;
  durationMs?: number;
  source?: Source;
  properties: JsonObject;
}

interface AliasFact {
  kind: 'alias';
  previousId: string;
}

export interface CancellationFact {
  kind: 'cancellation';
  orderId: string;
  sourceSystem: string;
}

export interface ProductFact {
  kind: 'product';
  productId: string;
  name?: string;
  brand?: string;
  categoryPath?: string[];
  /** Minor units of `currency`. */
  priceMinor?: number;
  listPriceMinor?: number;
  costMinor?: number;
  currency: string;
  /** True when the prices came in another currency. */
  converted: boolean;
  url?: string;
  imageUrl?: string;
}

export interface StoreFact {
  kind: 'store';
  store: OrderStore;
}

export interface ConsentFact {
  kind: 'consent';
  channel: string;
  topic: string;
  granted: boolean;
  method?: string;
}

export type IntakeFact =
  | IdentifyFact
  | BehaviourFact
  | AliasFact
  | OrderFact
  | RefundFact
  | CancellationFact
  | ProductFact
  | StoreFact
  | ConsentFact;

/** An accepted item as it lies in INTAKE: checked, named and priced, identity not resolved yet. */
export interface IntakeItem {
  /** Message id: what repeats are known by. */
  id: string;
  person: PersonIds;
  /** When it happened, by our clock; ms since the epoch. */
  timeMs: number;
  /** When the door took it; ms since the epoch. */
  receivedMs: number;
  fact: IntakeFact;
}
