/**
 * HalfSipHash-2-4 with a 64-bit result (Aumasson and Bernstein, reference implementation `halfsiphash.c`), fed with UTF-16 units. Keyed, so that
 * a sender who picks message ids cannot make two of them collide.
 */
export interface HashKey {
  low: number;
  high: number;
}

const SECOND_HALF = 0xee;

class HalfSip {
  #v0: number;
  #v1: number;
  #v2: number;
  #v3: number;

  constructor(key: HashKey) {
    this.#v0 = key.low;
    this.#v1 = key.high ^ SECOND_HALF;
    this.#v2 = 0x6c796765 ^ key.low;
    this.#v3 = 0x74656462 ^ key.high;
  }

  #round(): void {
    let v0 = (this.#v0 + this.#v1) | 0;
    let v1 = ((this.#v1 << 5) | (this.#v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    let v2 = (this.#v2 + this.#v3) | 0;
    let v3 = ((this.#v3 << 8) | (this.#v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    this.#v0 = v0;
    this.#v1 = v1;
    this.#v2 = v2;
    this.#v3 = v3;
  }

  word(word: number): void {
    this.#v3 ^= word;
    this.#round();
    this.#round();
    this.#v0 ^= word;
  }

  finish(target: Uint32Array, at: number): void {
    this.#v2 ^= SECOND_HALF;
    for (let round = 0; round < 4; round++) this.#round();
    target[at] = this.#v1 ^ this.#v3;
    this.#v1 ^= 0xdd;
    for (let round = 0; round < 4; round++) this.#round();
    target[at + 1] = this.#v1 ^ this.#v3;
  }
}

/** Writes 128 bits of `id` into `target`: two independent 64-bit hashes. */
export function hashId(id: string, keys: readonly [HashKey, HashKey], target: Uint32Array): void {
  for (const [half, key] of keys.entries()) {
    const sip = new HalfSip(key);
    for (let at = 0; at < id.length; at += 2) {
      sip.word(id.charCodeAt(at) | ((at + 1 < id.length ? id.charCodeAt(at + 1) : 0) << 16));
    }
    sip.word(id.length);
    sip.finish(target, half * 2);
  }
}
