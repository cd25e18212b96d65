import { ConnectError } from '@connectrpc/connect';
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { FIX_METADATA_KEY, type FieldViolation } from './error-details.ts';
import { findErrorDefinition } from './error-registry.ts';
import { codeName, httpStatusOf } from './http-status.ts';
import { runtimeErrors } from './runtime-errors.ts';

/** One typed detail in the JSON form of an error. */
export interface ErrorJsonDetail {
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly fieldViolations: readonly FieldViolation[];
  readonly fix: string;
}

/** What a plain HTTP route answers for an error. */
export interface HttpError {
  readonly status: number;
  /** Carries `retry-after` (whole seconds) where the error has RetryInfo. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly code: string;
    readonly message: string;
    readonly details: readonly ErrorJsonDetail[];
  };
}

function fieldViolationsOf(error: ConnectError): FieldViolation[] {
  return error
    .findDetails(BadRequestSchema)
    .flatMap((badRequest) => badRequest.fieldViolations)
    .map(({ field, description, reason }) =>
      reason ? { field, description, reason } : { field, description },
    );
}

function detailsOf(error: ConnectError): ErrorJsonDetail[] {
  const fieldViolations = fieldViolationsOf(error);
  return error.findDetails(ErrorInfoSchema).map(({ reason, domain, metadata }) => {
    const { [FIX_METADATA_KEY]: fix = '', ...rest } = metadata;
    return { reason, domain, metadata: rest, fieldViolations, fix };
  });
}

function retryHeaders(error: ConnectError): Record<string, string> {
  const delay = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  if (!delay) return {};
  const seconds = Number(delay.seconds) + (delay.nanos > 0 ? 1 : 0);
  return { 'retry-after': String(Math.max(1, seconds)) };
}

/**
 * Status, headers and body for an error on a plain HTTP route. Anything but a ConnectError becomes "internal"
 * without text; log it with `logUnexpectedError` first.
 */
export function errorToHttpJson(thrown: unknown): HttpError {
  const error = thrown instanceof ConnectError ? thrown : runtimeErrors.INTERNAL();
  const details = detailsOf(error);
  const definition = details[0] && findErrorDefinition(details[0].reason);
  return {
    status: definition?.httpStatus ?? httpStatusOf(error.code),
    headers: retryHeaders(error),
    body: { code: codeName(error.code), message: error.rawMessage, details },
  };
}
