/** One of these channels; or any channel, or none, as a trait is set or unset. */
export type BestChannelTest = { op: 'in'; values: readonly string[] } | { op: 'set' | 'unset' };

/** The channel that the customer is best addressed by, of those that they allow, passes a test; false where no model of channels was trained (PRED-11). */
export interface BestChannelLeaf {
  kind: 'channel';
  test: BestChannelTest;
}
