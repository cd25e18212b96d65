import type { DescMethod } from '@bufbuild/protobuf';

/** Limits of a server; every one has a default. */
export interface ServerLimits {
  /** Largest request message, also after decompression. Default 1 MiB. */
  readonly readMaxBytes?: number;
  /** Longest deadline that a call may ask for. Default 30,000. */
  readonly maxTimeoutMs?: number;
  /** Deadline of a call that asks for none. Default 10,000. */
  readonly defaultTimeoutMs?: number;
  /** Time for a connection to say what it speaks, and for HTTP/1.1 headers. Default 10,000. */
  readonly headersTimeoutMs?: number;
  /** Idle time after which an HTTP/1.1 connection is closed. Default 60,000. */
  readonly keepAliveTimeoutMs?: number;
  /** Connections at once; more are dropped. Default 10,000. */
  readonly maxConnections?: number;
  /** Open calls at once on one HTTP/2 connection. Default 1,000. */
  readonly maxConcurrentStreams?: number;
  /** Streaming methods that live as long as their client: no default deadline. */
  readonly longLivedMethods?: readonly DescMethod[];
}

/** Limits with the defaults filled in. */
export type EffectiveLimits = Required<ServerLimits>;

function assertPositive(limits: EffectiveLimits): void {
  for (const [limit, value] of Object.entries(limits)) {
    if (typeof value === 'number' && !(Number.isFinite(value) && value > 0)) {
      throw new Error(
        `server limit ${limit} is ${value}; give a number above 0, or leave it out for the default`,
      );
    }
  }
}

/** Fills in the defaults; throws where a limit is not above 0 or the default deadline is above the longest. */
export function effectiveLimits(limits: ServerLimits = {}): EffectiveLimits {
  const maxTimeoutMs = limits.maxTimeoutMs ?? 30_000;
  const effective: EffectiveLimits = {
    readMaxBytes: 1_048_576,
    defaultTimeoutMs: Math.min(10_000, maxTimeoutMs),
    headersTimeoutMs: 10_000,
    keepAliveTimeoutMs: 60_000,
    maxConnections: 10_000,
    maxConcurrentStreams: 1_000,
    longLivedMethods: [],
    ...limits,
    maxTimeoutMs,
  };
  assertPositive(effective);
  if (effective.defaultTimeoutMs > maxTimeoutMs) {
    throw new Error(
      `server limit defaultTimeoutMs (${effective.defaultTimeoutMs}) is above maxTimeoutMs (${maxTimeoutMs})`,
    );
  }
  return effective;
}
