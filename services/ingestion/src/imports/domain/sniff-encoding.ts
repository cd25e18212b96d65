export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le'] as const;
export type Encoding = (typeof ENCODINGS)[number];

function startsWith(head: Uint8Array, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

/** The last character of a head may be cut: it is waited for, as in a stream. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** By the byte order mark, else by zero bytes at odd places (UTF-16), else by whether it is valid UTF-8. */
export function sniffEncoding(head: Uint8Array): Encoding {
  if (startsWith(head, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return 'utf-8';
  const pairs = Math.min(head.length >> 1, 1_000);
  let zeros = 0;
  for (let index = 0; index < pairs; index += 1) zeros += head[2 * index + 1] === 0 ? 1 : 0;
  if (pairs > 0 && zeros > pairs / 2) return 'utf-16le';
  return isUtf8(head) ? 'utf-8' : 'windows-1252';
}
