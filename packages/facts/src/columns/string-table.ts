import { allocateColumn, grownColumn, roomyLength } from './column.ts';
import type { DictionaryView } from './dictionary-view.ts';
import { imul, slotOf } from './hash.ts';

const MIN_SLOTS = 64;

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
  /** code + 1; 0 is free. Open addressing, at most three quarters full. Built at the first look-up after loading. */
  private slots: Int32Array | undefined;
  private lastText: string | undefined;
  private lastCode = -1;
  private scratch = Buffer.alloc(256);
  private scratchLength = 0;
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
    let slot = this.findSlot(text);
    let code = (this.index()[slot] as number) - 1;
    if (code < 0) {
      if (this.size >= this.maxSize)
        throw new RangeError(`more than ${this.maxSize} different values of ${this.name}`);
      if ((this.size + 1) * 4 > this.index().length * 3) {
        this.slots = this.builtIndex(this.index().length * 2);
        slot = this.findSlot(text);
      }
      code = this.add();
      this.index()[slot] = code + 1;
    }
    this.lastText = text;
    this.lastCode = code;
    return code;
  }

  codeOf(text: string): number {
    return text === this.lastText ? this.lastCode : (this.index()[this.findSlot(text)] as number) - 1;
  }

  textOf(code: number): string {
    if (code < 0 || code >= this.size) throw new RangeError(`${this.name} has no code ${code}`);
    return this.bytes.toString('utf8', this.startOf(code), this.ends[code]);
  }

  /** Views of the used parts: valid until the next `intern`. */
  columns(): StringTableColumns {
    return { bytes: this.bytes.subarray(0, this.startOf(this.size)), ends: this.ends.subarray(0, this.size) };
  }

  /** Takes over loaded columns; this table must be empty. */
  adopt(bytes: Uint8Array<SharedArrayBuffer>, ends: Uint32Array<SharedArrayBuffer>): void {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.ends = ends;
    this.size = ends.length;
    this.slots = undefined;
    this.lastText = undefined;
  }

  /** Does now what the first look-up after loading would take long for. */
  prepare(): void {
    this.index();
  }

  memoryBytes(): number {
    return this.bytes.byteLength + this.ends.byteLength + (this.slots?.byteLength ?? 0);
  }

  private startOf(code: number): number {
    return code === 0 ? 0 : (this.ends[code - 1] as number);
  }

  private index(): Int32Array {
    if (this.slots === undefined) {
      let length = MIN_SLOTS;
      while (length * 3 < (this.size + 1) * 4) length *= 2;
      this.slots = this.builtIndex(length);
    }
    return this.slots;
  }

  private builtIndex(length: number): Int32Array {
    const slots = new Int32Array(length);
    for (let code = 0; code < this.size; code += 1) {
      let slot = slotOf(hashOfBytes(this.bytes, this.startOf(code), this.ends[code] as number), length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (length - 1);
      slots[slot] = code + 1;
    }
    return slots;
  }

  /** The slot that holds the text, or the free one where it belongs; leaves its bytes in `scratch`. */
  private findSlot(text: string): number {
    const hash = this.encode(text);
    const slots = this.index();
    const mask = slots.length - 1;
    let slot = slotOf(hash, mask);
    while (slots[slot] !== 0 && !this.equalsScratch((slots[slot] as number) - 1)) slot = (slot + 1) & mask;
    return slot;
  }

  private equalsScratch(code: number): boolean {
    const start = this.startOf(code);
    if ((this.ends[code] as number) - start !== this.scratchLength) return false;
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
    if (end > this.bytes.length) {
      const grown = Buffer.from(new SharedArrayBuffer(roomyLength(end)));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    if (this.size >= this.ends.length) this.ends = grownColumn('u32', this.ends, roomyLength(this.size));
    for (let i = 0; i < this.scratchLength; i += 1) this.bytes[start + i] = this.scratch[i] as number;
    this.ends[this.size] = end;
    this.size += 1;
    return this.size - 1;
  }
}

/** FNV-1a begins with this. */
const FIRST_HASH = 0x811c9dc5;

function nextHash(hash: number, byte: number): number {
  return imul(hash ^ byte, 0x01000193);
}

function hashOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = FIRST_HASH;
  for (let i = start; i < end; i += 1) hash = nextHash(hash, bytes[i] as number);
  return hash;
}
