import { JetStreamApiCodes, JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';

/** The server's codes for deleting a message that is not there. */
const GONE_CODES: readonly number[] = [10043, 10057];

function isStreamMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

export function isMessageGone(error: unknown): boolean {
  return error instanceof JetStreamApiError && GONE_CODES.includes(error.code);
}

/** No JetStream answered on a subject. The client does not export the class of this error. */
export function isNotHeld(error: unknown): boolean {
  return error instanceof Error && error.constructor.name === 'JetStreamNotEnabled';
}

/** A later try may succeed: the server was away, restarting, or lost an ephemeral consumer. */
export function isTransient(error: unknown): boolean {
  if (isStreamMissing(error)) return false;
  return (
    error instanceof JetStreamApiError ||
    error instanceof JetStreamError ||
    isNotHeld(error) ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.RequestError ||
    error instanceof errors.NoRespondersError ||
    error instanceof errors.ConnectionError
  );
}
