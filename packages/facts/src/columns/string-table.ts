import { allocateColumn, grownColumn, roomyLength } from './column.ts';
import type { DictionaryView } from './dictionary-view.ts';
import { imul, slotOf } from './hash.ts';

const MIN_SLOTS = 64;
/** Few enough that what is found out of them stays in the processor's first cache. */
const LOOKED_UP_AT_ONCE = 512;

/** What a table is saved as: UTF-8 bytes end to end, and where each text ends. */
export interface StringTableColumns {
  bytes: Uint8Array<SharedArrayBuffer>;
  ends: Uint32Array<SharedArrayBuffer>;
}

/**
 * Texts to dense codes and back, held as bytes outside the JavaScript heap: some 20 bytes a short text in all, against 100
 * for a Map. Codes follow arrival. Interning costs some 100 ns.
 */
export class StringTable implements DictionaryView {
  size = 0;
  private bytes = Buffer.from(new SharedArrayBuffer(1024));
  private ends = allocateColumn('u32', 64);
  /**
   * Two words a slot: code + 1, where 0 is free, and the hash, so that texts are compared only where they are likely the same. Open addressing, at
   * most three quarters full. Built at the first look-up after loading.
   */
  private slots: Int32Array | undefined;
  private hash = 0;
  private lastText: string | undefined;
  private lastCode = -1;
  private scratch = Buffer.alloc(256);
  private scratchLength = 0;
  private codes = new Uint32Array(0);
  private readonly textStarts = new Uint32Array(LOOKED_UP_AT_ONCE);
  private readonly name: string;
  private readonly maxSize: number;

  /** @param maxSize what the narrowest column that holds the codes can tell apart */
  constructor(name: string, maxSize = 0xffff_fffe) {
    this.name = name;
    this.maxSize = maxSize;
  }

  /** @throws RangeError when the dictionary is full. */
  intern(text: string): number {
    if (text === this.lastText) return this.lastCode;
    const slot = this.findSlot(text);
    let code = this.index()[slot] - 1;
    if (code < 0) {
      if (this.size >= this.maxSize)
        throw new RangeError(`more than ${this.maxSize} different values of ${this.name}`);
      code = this.add();
      this.slots = put(this.index(), slot, code, this.hash);
    }
    this.lastText = text;
    this.lastCode = code;
    return code;
  }

  /**
   * Codes of texts, new ones added; valid until the next call. Slots of many texts are looked at before any is compared: the processor then waits for
   * memory once rather than for one text after the other.
   * @throws RangeError when the dictionary is full
   */
  internAll(texts: readonly string[]): Uint32Array {
    if (this.codes.length < texts.length) this.codes = new Uint32Array(roomyLength(texts.length));
    for (let start = 0; start < texts.length; start += LOOKED_UP_AT_ONCE)
      this.internSome(texts, start, Math.min(start + LOOKED_UP_AT_ONCE, texts.length));
    return this.codes;
  }

  codeOf(text: string): number {
    return text === this.lastText ? this.lastCode : this.index()[this.findSlot(text)] - 1;
  }

  textOf(code: number): string {
    if (code < 0 || code >= this.size) throw new RangeError(`${this.name} has no code ${code}`);
    return this.bytes.toString('utf8', this.startOf(code), this.ends[code]);
  }

  /** Views of the used parts: valid until the next `intern`. */
  columns(): StringTableColumns {
    return { bytes: this.bytes.subarray(0, this.startOf(this.size)), ends: this.ends.subarray(0, this.size) };
  }

  /** Takes over loaded columns, or those of another thread's table, in place of all that this one holds. */
  adopt(bytes: Uint8Array<SharedArrayBuffer>, ends: Uint32Array<SharedArrayBuffer>): void {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.ends = ends;
    this.size = ends.length;
    this.slots = undefined;
    this.lastText = undefined;
  }

  /** Texts from code `first` on: valid until the next `intern`. */
  tail(first: number): StringTableColumns {
    const bytes = this.bytes.subarray(this.startOf(first), this.startOf(this.size));
    return { bytes, ends: this.ends.subarray(first, this.size) };
  }

  /** Adds the texts that `tail` gave when there were as many as there are now. */
  adoptTail({ bytes, ends }: StringTableColumns): void {
    if (ends.length === 0) return;
    const start = this.startOf(this.size);
    this.reserve(start + bytes.length, this.size + ends.length);
    this.bytes.set(bytes, start);
    this.ends.set(ends, this.size);
    this.size += ends.length;
    this.slots = undefined;
    this.lastText = undefined;
  }

  /** Does now what the first look-up after loading would take long for. */
  prepare(): void {
    this.index();
  }

  memoryBytes(): number {
    const { bytes, ends } = this.columns();
    return bytes.byteLength + ends.byteLength + (this.slots?.byteLength ?? 0);
  }

  /** In steps over all texts rather than text by text: within a step no read waits for another. */
  private internSome(texts: readonly string[], start: number, end: number): void {
    const { codes, textStarts } = this;
    const slots = this.index();
    for (let i = start; i < end; i += 1) codes[i] = hashOfAscii(texts[i]);
    for (let i = start; i < end; i += 1) {
      const hash = codes[i] | 0;
      let slot = firstSlot(slots, hash);
      while (slots[slot + 1] !== hash && slots[slot] !== 0) slot = nextSlot(slots, slot);
      codes[i] = slots[slot];
    }
    for (let i = start; i < end; i += 1) {
      const code = codes[i] - 1;
      if (code < 0) continue;
      textStarts[i - start] = this.startOf(code);
      if (this.ends[code] - textStarts[i - start] !== texts[i].length) codes[i] = 0;
    }
    for (let i = start; i < end; i += 1)
      if (codes[i] > 0 && texts[i].length > 0 && this.bytes[textStarts[i - start]] !== texts[i].charCodeAt(0))
        codes[i] = 0;
    for (let i = start; i < end; i += 1) {
      const isKnown = codes[i] > 0 && this.isTextAt(textStarts[i - start], texts[i]);
      codes[i] = isKnown ? codes[i] - 1 : this.intern(texts[i]);
    }
  }

  /** Whether the bytes from `start` on are those of a text, by looking at nothing but ASCII: false may be wrong. */
  private isTextAt(start: number, text: string): boolean {
    for (let i = 0; i < text.length; i += 1) {
      const char = text.charCodeAt(i);
      if (char > 127 || this.bytes[start + i] !== char) return false;
    }
    return true;
  }

  private reserve(bytes: number, texts: number): void {
    if (bytes > this.bytes.length) {
      const grown = Buffer.from(new SharedArrayBuffer(roomyLength(bytes)));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    if (texts > this.ends.length) this.ends = grownColumn('u32', this.ends, roomyLength(texts));
  }

  private startOf(code: number): number {
    return code === 0 ? 0 : this.ends[code - 1];
  }

  private index(): Int32Array {
    if (this.slots === undefined) {
      let length = MIN_SLOTS * 2;
      while (length * 3 < (this.size + 1) * 8) length *= 2;
      this.slots = new Int32Array(length);
      for (let code = 0; code < this.size; code += 1)
        place(this.slots, code, hashOfBytes(this.bytes, this.startOf(code), this.ends[code]));
    }
    return this.slots;
  }

  /** The slot that holds the text, or the free one where it belongs; leaves its bytes in `scratch`. */
  private findSlot(text: string): number {
    const hash = this.encode(text);
    this.hash = hash;
    const slots = this.index();
    let slot = firstSlot(slots, hash);
    while (slots[slot] !== 0 && !(slots[slot + 1] === hash && this.equalsScratch(slots[slot] - 1)))
      slot = nextSlot(slots, slot);
    return slot;
  }

  private equalsScratch(code: number): boolean {
    const start = this.startOf(code);
    if (this.ends[code] - start !== this.scratchLength) return false;
    for (let i = 0; i < this.scratchLength; i += 1)
      if (this.bytes[start + i] !== this.scratch[i]) return false;
    return true;
  }

  /** Returns the hash of the bytes. ASCII, the usual case, is copied by hand: calling the encoder costs more than a short text. */
  private encode(text: string): number {
    if (text.length * 3 > this.scratch.length) this.scratch = Buffer.alloc(text.length * 3);
    const { scratch } = this;
    let hash = FIRST_HASH;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        this.scratchLength = scratch.write(text, 'utf8');
        return hashOfBytes(scratch, 0, this.scratchLength);
      }
      scratch[i] = code;
      hash = nextHash(hash, code);
    }
    this.scratchLength = text.length;
    return hash;
  }

  private add(): number {
    const start = this.startOf(this.size);
    const end = start + this.scratchLength;
    this.reserve(end, this.size + 1);
    for (let i = 0; i < this.scratchLength; i += 1) this.bytes[start + i] = this.scratch[i];
    this.ends[this.size] = end;
    this.size += 1;
    return this.size - 1;
  }
}

function firstSlot(slots: Int32Array, hash: number): number {
  return slotOf(hash, (slots.length >>> 1) - 1) * 2;
}

function nextSlot(slots: Int32Array, slot: number): number {
  return (slot + 2) & (slots.length - 1);
}

/** Fills a free slot; returns the slots, twice as many where they are three quarters full. Codes are dense, so the code says how many there are. */
function put(slots: Int32Array, slot: number, code: number, hash: number): Int32Array {
  slots[slot] = code + 1;
  slots[slot + 1] = hash;
  if ((code + 2) * 8 <= slots.length * 3) return slots;
  const grown = new Int32Array(slots.length * 2);
  for (let old = 0; old < slots.length; old += 2)
    if (slots[old] !== 0) place(grown, slots[old] - 1, slots[old + 1]);
  return grown;
}

function place(slots: Int32Array, code: number, hash: number): void {
  let slot = firstSlot(slots, hash);
  while (slots[slot] !== 0) slot = nextSlot(slots, slot);
  slots[slot] = code + 1;
  slots[slot + 1] = hash;
}

/** FNV-1a begins with this. */
const FIRST_HASH = 0x811c9dc5 | 0;

function nextHash(hash: number, byte: number): number {
  return imul(hash ^ byte, 0x01000193);
}

/** The hash of a text's bytes where it is ASCII. */
function hashOfAscii(text: string): number {
  let hash = FIRST_HASH;
  for (let i = 0; i < text.length; i += 1) hash = nextHash(hash, text.charCodeAt(i));
  return hash;
}

function hashOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = FIRST_HASH;
  for (let i = start; i < end; i += 1) hash = nextHash(hash, bytes[i]);
  return hash;
}
