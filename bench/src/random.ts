/** Marsaglia's xorshift32, in [0, 1): equal seeds give equal data on every machine. */
export function xorshift(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** At least 1, on average `mean`. */
export function geometric(mean: number, random: () => number): number {
  return 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / mean));
}
