/** Gives a number in [0, 1) a call. Everything here that needs chance is handed one. */
export type RandomSource = () => number;

/** The same seed gives the same numbers on every machine: sfc32 by Chris Doty-Humphrey (PractRand), seeded by splitmix32. */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  const mixed = (): number => {
    state = (state + 0x9e37_79b9) >>> 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
    return (word ^ (word >>> 15)) | 0;
  };
  let a = mixed();
  let b = mixed();
  let c = mixed();
  let counter = 1;
  // State in signed words: the runtime keeps them as they are, unsigned ones would be allocated anew at each call.
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}
