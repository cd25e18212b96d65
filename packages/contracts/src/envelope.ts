import { timestamp } from './timestamp.ts';

/**
 * CloudEvents 1.0 in NATS binary mode: each attribute is a header `ce-<name>` with a percent-encoded value, the payload is the
 * data alone. Trace context travels in `traceparent` and `tracestate`, lower case and unencoded.
 */

export interface EventEnvelope {
  /** Unique with `source`. */
  id: string;
  /** URI reference of the producer, e.g. `/perennial/ingestion`. */
  source: string;
  /** `perennial.<name>.v<major>`. */
  type: string;
  tenant: string;
  /** Customer id; order within it means something. */
  partitionKey: string;
  /** When it happened, ms since the epoch. */
  timeMs: number;
  /** When we learned it, ms since the epoch. */
  recordedTimeMs: number;
  /** Id of the input that this was made from; unset for the first in a chain. */
  causationId?: string;
}

/** Printable ASCII except space, double quote and percent stays as it is (NATS binding §3.1.3.2). */
const NEEDS_ENCODING = /[^\x21\x23\x24\x26-\x7e]/u;
const NEEDS_ENCODING_ALL = /[^\x21\x23\x24\x26-\x7e]/gu;

function encodeValue(value: string): string {
  if (!NEEDS_ENCODING.test(value)) return value;
  return value.replace(NEEDS_ENCODING_ALL, (char) =>
    Array.from(
      new TextEncoder().encode(char),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  );
}

function decodeValue(value: string): string {
  return value.includes('%') ? decodeURIComponent(value) : value;
}

/** The same function, which keeps its last result: events of one call share their recorded time. */
function keepingLast<From, To>(convert: (from: From) => To): (from: From) => To {
  let last: { from: From; to: To } | undefined;
  return (from) => {
    if (last?.from !== from) last = { from, to: convert(from) };
    return last.to;
  };
}

const recordedTimestamp = keepingLast(timestamp);
const recordedMs = keepingLast((text: string) => Date.parse(text));

/** Headers of a message in binary mode. */
export function envelopeHeaders(envelope: EventEnvelope): Record<string, string> {
  const headers: Record<string, string> = {
    'ce-specversion': '1.0',
    'ce-id': encodeValue(envelope.id),
    'ce-source': encodeValue(envelope.source),
    'ce-type': envelope.type,
    'ce-time': timestamp(envelope.timeMs),
    'ce-recordedtime': recordedTimestamp(envelope.recordedTimeMs),
    'ce-tenantid': envelope.tenant,
    'ce-partitionkey': encodeValue(envelope.partitionKey),
    'content-type': 'application/protobuf',
  };
  if (envelope.causationId !== undefined) headers['ce-causationid'] = encodeValue(envelope.causationId);
  return headers;
}

/** @throws EnvelopeError when a required attribute is missing or malformed. */
export function envelopeFromHeaders(headers: Record<string, string>): EventEnvelope {
  const required = (name: string): string => {
    const value = headers[name];
    if (value === undefined) throw new EnvelopeError(`CloudEvents attribute ${name} is missing`);
    return decodeValue(value);
  };
  const time = (name: string, parse: (text: string) => number): number => {
    const ms = parse(required(name));
    if (Number.isNaN(ms)) throw new EnvelopeError(`CloudEvents attribute ${name} is no RFC 3339 time`);
    return ms;
  };
  const causationId = headers['ce-causationid'];
  return {
    id: required('ce-id'),
    source: required('ce-source'),
    type: required('ce-type'),
    tenant: required('ce-tenantid'),
    partitionKey: required('ce-partitionkey'),
    timeMs: time('ce-time', Date.parse),
    recordedTimeMs: time('ce-recordedtime', recordedMs),
    ...(causationId === undefined ? {} : { causationId: decodeValue(causationId) }),
  };
}

/** De-duplication id of a message: unique over the whole stream, whatever the subject. */
export function dedupId(envelope: Pick<EventEnvelope, 'source' | 'id'>): string {
  return `${envelope.source}|${envelope.id}`;
}

export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
}
