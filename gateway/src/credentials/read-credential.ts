/** Reads one header of a request; undefined when it is absent. */
export type ReadHeader = (name: string) => string | undefined;

function basicUser(encoded: string): string {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.split(':', 1)[0] ?? '';
}

/** The key that a request carries in its headers: `perennial-key`, a bearer token, or the user name of HTTP Basic. */
export function readCredential(header: ReadHeader): string | undefined {
  const own = header('perennial-key');
  if (own) return own;
  const authorization = header('authorization') ?? '';
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, space).toLowerCase();
  const value = authorization.slice(space + 1).trim();
  if (scheme === 'bearer') return value || undefined;
  if (scheme === 'basic') return basicUser(value) || undefined;
  return undefined;
}

/**
 * The `writeKey` of a JSON body, as browser libraries in Segment's style send it; undefined when the body has none or is no
 * JSON object.
 */
export function readWriteKey(body: Uint8Array): string | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  if (!text.includes('"writeKey"')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, 'writeKey')) return undefined;
    const key: unknown = Reflect.get(parsed, 'writeKey');
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
