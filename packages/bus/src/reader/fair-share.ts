/** How many partitions one of `owners` may hold, so that all fit and no two differ by more than one round. */
export function fairShare(partitions: number, owners: number): number {
  return Math.ceil(partitions / Math.max(1, owners));
}
