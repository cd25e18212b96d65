/** Why an item is refused; each is a row of the error catalogue. */
export type RefusalReason =
  | 'ITEM_FIELD_MISSING'
  | 'ITEM_FIELD_INVALID'
  | 'ITEM_FIELD_TOO_LONG'
  | 'ITEM_KEY_FORBIDDEN'
  | 'ITEM_TOO_LARGE'
  | 'ITEM_TOO_DEEP'
  | 'ITEM_TYPE_UNKNOWN'
  | 'ITEM_IDENTITY_MISSING'
  | 'ITEM_TIME_INVALID'
  | 'ITEM_TIME_IN_FUTURE'
  | 'ITEM_TIME_TOO_OLD'
  | 'ITEM_NOT_FOR_PUBLIC_KEY'
  | 'ORDER_TOO_MANY_LINES'
  | 'ORDER_AMOUNT_INVALID'
  | 'ORDER_DISCOUNT_TOO_LARGE'
  | 'ORDER_CURRENCY_UNKNOWN'
  | 'ORDER_CURRENCY_WITHOUT_RATE'
  | 'REFUND_WITHOUT_ORDER_OR_VALUE';

/** What is wrong with an item, where, and what to do. The message never quotes the value: it may be personal data. */
export interface Refusal {
  reason: RefusalReason;
  /** Path in the item, e.g. `properties.products[2].price`; empty when the item as a whole is wrong. */
  field: string;
  message: string;
}

/** Keeps the first thing that is wrong, so that a validator reads on without a branch at each field. */
export class Problems {
  first: Refusal | undefined;

  refuse(reason: RefusalReason, field: string, message: string): void {
    this.first ??= { reason, field, message };
  }
}
