/** How a timeout header was read. */
export type ReadTimeout =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'given'; readonly timeoutMs: number };

const MS_PER_GRPC_UNIT: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** Reads `grpc-timeout`: 1 to 8 digits and a unit. */
export function readGrpcTimeout(value: string | null | undefined): ReadTimeout {
  if (value === null || value === undefined) return { kind: 'absent' };
  const match = /^(\d{1,8})([HMSmun])$/.exec(value);
  const msPerUnit = MS_PER_GRPC_UNIT[match?.[2] ?? ''];
  if (!match || msPerUnit === undefined) return { kind: 'malformed' };
  return { kind: 'given', timeoutMs: Number(match[1]) * msPerUnit };
}

/** Reads `connect-timeout-ms`: 1 to 10 digits. */
export function readConnectTimeout(value: string | null | undefined): ReadTimeout {
  if (value === null || value === undefined) return { kind: 'absent' };
  if (!/^\d{1,10}$/.test(value)) return { kind: 'malformed' };
  return { kind: 'given', timeoutMs: Number(value) };
}

/** Name of the header that carries the deadline for a content type: gRPC and gRPC-web share one. */
export function timeoutHeaderFor(contentType: string | undefined): 'grpc-timeout' | 'connect-timeout-ms' {
  return contentType?.startsWith('application/grpc') ? 'grpc-timeout' : 'connect-timeout-ms';
}

/** Timeout that the headers of a call carry in ms, whatever the protocol; undefined for none or a malformed one. */
export function requestTimeoutMs(header: Headers): number | undefined {
  const name = timeoutHeaderFor(header.get('content-type') ?? undefined);
  const read =
    name === 'grpc-timeout' ? readGrpcTimeout(header.get(name)) : readConnectTimeout(header.get(name));
  return read.kind === 'given' ? read.timeoutMs : undefined;
}

/** Writes a timeout for a protocol's header, in whole ms and at least 1. */
export function formatTimeout(header: 'grpc-timeout' | 'connect-timeout-ms', timeoutMs: number): string {
  const wholeMs = Math.max(1, Math.floor(timeoutMs));
  return header === 'grpc-timeout' ? `${wholeMs}m` : String(wholeMs);
}
