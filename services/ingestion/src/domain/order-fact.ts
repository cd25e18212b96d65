import type { Source } from './source.ts';

export type StoreKind = 'online' | 'stationary';

export interface OrderStore {
  storeId: string;
  kind?: StoreKind;
  name?: string;
  street?: string;
  postalCode?: string;
  city?: string;
  region?: string;
  country?: string;
  latitude?: number;
  longitude?: number;
}

export interface OrderLine {
  productId: string;
  name?: string;
  quantity: number;
  /** Minor units of the order's own currency. */
  unitPriceMinor: number;
  /** quantity × price less the line's discount, minor units of the reporting currency. */
  amountMinor: number;
  brand?: string;
  categoryPath?: string[];
  variant?: string;
  coupon?: string;
}

/** An order as told. The sum of the lines less `discountMinor` is `netMinor` (unless it came without lines). */
export interface OrderFact {
  kind: 'order';
  orderId: string;
  sourceSystem: string;
  placedMs: number;
  updatedMs: number;
  /** These four are minor units of the reporting currency. */
  netMinor: number;
  shippingMinor: number;
  taxMinor: number;
  discountMinor: number;
  currency: string;
  originalCurrency: string;
  exchangeRate: number;
  coupon?: string;
  channel?: string;
  store?: OrderStore;
  source?: Source;
  lines: OrderLine[];
}

/** An amount as told: whole minor units, or a decimal number in its own digits. */
export type Amount = { minor: number } | { decimal: string };

/** A line as told, before its currency is known. */
export interface LineDraft {
  productId: string;
  name?: string;
  quantity: number;
  price: Amount;
  /** On the whole line. */
  discount?: Amount;
  brand?: string;
  categoryPath?: string[];
  variant?: string;
  coupon?: string;
}

/** A refund as told: it may need its order's value or currency, which only the reader of INTAKE knows. */
export interface RefundFact {
  kind: 'refund';
  refundId: string;
  sourceSystem: string;
  orderId?: string;
  updatedMs: number;
  /** Unset with lines means their sum, without lines the whole order. */
  amount?: Amount;
  lines: LineDraft[];
  /** Unset means that of the order, else the tenant's. */
  currency?: { code: string; rate: number };
  /** The tenant's reporting currency. */
  reportingCurrency: string;
}
