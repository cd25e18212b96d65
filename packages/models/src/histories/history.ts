/**
 * What the purchase models know of a customer: x, t_x and T of the papers. Times run from the first purchase; purchases count
 * once a day.
 */
export interface History {
  /** x: purchases after the first one. */
  repeatCount: number;
  /** t_x: first to last purchase; 0 without a repeat. The papers call it recency. */
  purchaseSpanWeeks: number;
  /** T: first purchase to the end of observation; at least the purchase span. */
  observedAgeWeeks: number;
}

/** Histories in columns, one entry a customer. */
export interface Histories {
  repeatCount: Float64Array;
  purchaseSpanWeeks: Float64Array;
  observedAgeWeeks: Float64Array;
}

/** The history at an index. */
export function historyAt(histories: Histories, index: number): History {
  return {
    repeatCount: histories.repeatCount[index] ?? Number.NaN,
    purchaseSpanWeeks: histories.purchaseSpanWeeks[index] ?? Number.NaN,
    observedAgeWeeks: histories.observedAgeWeeks[index] ?? Number.NaN,
  };
}
