import type { FactsReader } from '@perennial/facts';

/** Another one whenever members of before may be none of now, or images are laid out in another way. */
const FORMAT = 1;
const HEADER_LENGTH_BYTES = 4;

/** Who is in which segment, and when each customer is judged next. */
export interface SegmentImage {
  /** By key of the definition. */
  slots: ReadonlyMap<string, number>;
  wordsPerCustomer: number;
  /** Of the member table, for all customers. */
  words: Uint32Array;
  /** By customer; infinite: never. */
  dueMs: Float64Array;
}

interface Header {
  format: number;
  /** Customers, and which they are. */
  customers: number;
  print: number;
  slots: [string, number][];
  wordsPerCustomer: number;
}

/** As bytes: the length of the header, the header as JSON, words, due instants. */
export function encodeImage(image: SegmentImage, facts: FactsReader): Uint8Array {
  const header: Header = {
    format: FORMAT,
    customers: facts.customerCount,
    print: printOfCustomers(facts),
    slots: [...image.slots],
    wordsPerCustomer: image.wordsPerCustomer,
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const wordsAt = HEADER_LENGTH_BYTES + json.length;
  const dueAt = wordsAt + image.words.byteLength;
  const bytes = new Uint8Array(dueAt + image.dueMs.byteLength);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, HEADER_LENGTH_BYTES);
  bytes.set(bytesOf(image.words), wordsAt);
  bytes.set(bytesOf(image.dueMs), dueAt);
  return bytes;
}

/** Undefined where it is of other customers, or of another format. */
export function decodeImage(bytes: Uint8Array, facts: FactsReader): SegmentImage | undefined {
  const jsonLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const wordsAt = HEADER_LENGTH_BYTES + jsonLength;
  // Written by `encodeImage` only.
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_LENGTH_BYTES, wordsAt))) as Header;
  const { customers, wordsPerCustomer } = header;
  if (header.format !== FORMAT || customers !== facts.customerCount) return undefined;
  if (header.print !== printOfCustomers(facts)) return undefined;
  const words = new Uint32Array(customers * wordsPerCustomer);
  const dueMs = new Float64Array(customers);
  const dueAt = wordsAt + words.byteLength;
  bytesOf(words).set(bytes.subarray(wordsAt, dueAt));
  bytesOf(dueMs).set(bytes.subarray(dueAt));
  return { slots: new Map(header.slots), wordsPerCustomer, words, dueMs };
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Of their ids in the order of the facts, which places in an image go by. */
function printOfCustomers(facts: FactsReader): number {
  let print = 0x811c9dc5;
  for (let customer = 0; customer < facts.customerCount; customer += 1) {
    const id = facts.customerIdAt(customer);
    for (let i = 0; i < id.length; i += 1) print = Math.imul(print ^ id.charCodeAt(i), 0x01000193);
    print = Math.imul(print ^ 0xffff, 0x01000193);
  }
  return print;
}
