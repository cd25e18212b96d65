export interface PairOptions {
  /** Related products kept for each; default 30. */
  listLength?: number;
  /** Baskets or customers that must have both; default 5. */
  leastCount?: number;
}

export const DEFAULT_PAIR_OPTIONS: Required<PairOptions> = { listLength: 30, leastCount: 5 };
