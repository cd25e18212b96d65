/** What predictions mean: their horizons, and how a customer's value is reckoned. */
export interface Terms {
  /** Of the purchase probability. */
  purchaseHorizonDays: number;
  /** Of churn risk and expected purchases, and the longest holdout. */
  churnHorizonDays: number;
  valueHorizonDays: number;
  /** 0.1 for 10 %. */
  yearlyDiscountRate: number;
  /** Share of net revenue that is earned; 1 for revenue itself. */
  margin: number;
}
