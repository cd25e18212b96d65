import { Code, ConnectError } from '@connectrpc/connect';
import { ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import type { Logger } from '../logging/logger.ts';
import { runtimeErrors } from './runtime-errors.ts';

/** Where an unexpected error happened. */
export interface ErrorPlace {
  /** RPC or route, e.g. `perennial.scoring.v1.ScoringService/GetPanel`. */
  readonly operation: string;
  readonly tenant?: string | undefined;
}

/** True for errors that a handler meant to send: from a catalogue, from another service, or of a caller's own fault. */
export function isExpectedError(thrown: unknown): thrown is ConnectError {
  if (!(thrown instanceof ConnectError)) return false;
  if (thrown.isWireError || thrown.findDetails(ErrorInfoSchema).length > 0) return true;
  return thrown.code !== Code.Unknown && thrown.code !== Code.Internal;
}

/** Logs an unexpected error once, with cause, tenant and (by the logger) trace id. */
export function logUnexpectedError(logger: Logger, thrown: unknown, place: ErrorPlace): void {
  const err = thrown instanceof ConnectError && thrown.cause !== undefined ? thrown.cause : thrown;
  logger.error({ err, tenant: place.tenant, operation: place.operation }, 'unexpected error');
}

/** The error to send for anything thrown; what was not meant to be sent is logged and becomes "internal". */
export function toSendableError(logger: Logger, thrown: unknown, place: ErrorPlace): ConnectError {
  if (isExpectedError(thrown)) return thrown;
  logUnexpectedError(logger, thrown, place);
  return runtimeErrors.INTERNAL({}, { cause: thrown });
}
