import { ENCODINGS, type Encoding } from './sniff-encoding.ts';

export function isEncoding(name: string): name is Encoding {
  return (ENCODINGS as readonly string[]).includes(name);
}

/** Turns the bytes of a file into text piece by piece; a character may lie across two pieces. The byte order mark goes. */
export function createTextReader(encoding: Encoding): (bytes: Uint8Array | undefined) => string {
  const decoder = new TextDecoder(encoding);
  return (bytes) => (bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }));
}
