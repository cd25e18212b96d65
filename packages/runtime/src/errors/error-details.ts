import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import { durationFromMs } from '@bufbuild/protobuf/wkt';
import {
  BadRequestSchema,
  ErrorInfoSchema,
  PreconditionFailureSchema,
  RetryInfoSchema,
} from '@perennial/contracts/gen/google/rpc/error_details_pb';
import type { ErrorDefinition } from './error-definition.ts';

/** The `domain` of every ErrorInfo that this product sends. */
export const ERROR_DOMAIN = 'perennial';

/** Key of ErrorInfo.metadata under which the catalogue's advice travels. */
export const FIX_METADATA_KEY = 'fix';

const DEFAULT_RETRY_DELAY_MS = 1_000;

/** A field of the request and what is wrong with it. */
export interface FieldViolation {
  /** Path in proto JSON style, e.g. `items[3].unit_price`. */
  readonly field: string;
  readonly description: string;
  /** Id of the broken rule, e.g. `string.min_len`. */
  readonly reason?: string;
}

/** A state that must hold before the call can succeed. */
export interface PreconditionViolation {
  readonly type: string;
  readonly subject: string;
  readonly description: string;
}

/** Optional parts of an error beside its message. */
export interface ErrorExtras {
  readonly fieldViolations?: readonly FieldViolation[];
  readonly preconditions?: readonly PreconditionViolation[];
  /** When to try again; sets RetryInfo also for a reason that is not retryable by definition. */
  readonly retryAfterMs?: number;
  /** Logged where it is mapped, never sent. */
  readonly cause?: unknown;
}

interface OutgoingDetail {
  readonly desc: DescMessage;
  readonly value: MessageInitShape<DescMessage>;
}

function detail<Desc extends DescMessage>(desc: Desc, value: MessageInitShape<Desc>): OutgoingDetail {
  return { desc, value };
}

/** The google.rpc details of one error: ErrorInfo always, the others where they fit. */
export function buildErrorDetails(
  reason: string,
  definition: ErrorDefinition,
  values: Readonly<Record<string, string>>,
  extras: ErrorExtras,
): OutgoingDetail[] {
  const metadata = { ...values, [FIX_METADATA_KEY]: definition.fix };
  const details = [detail(ErrorInfoSchema, { reason, domain: ERROR_DOMAIN, metadata })];
  if (extras.fieldViolations?.length) {
    details.push(
      detail(BadRequestSchema, { fieldViolations: extras.fieldViolations.map((v) => ({ ...v })) }),
    );
  }
  if (extras.preconditions?.length) {
    details.push(
      detail(PreconditionFailureSchema, { violations: extras.preconditions.map((v) => ({ ...v })) }),
    );
  }
  const retryAfterMs = extras.retryAfterMs ?? (definition.retryable ? DEFAULT_RETRY_DELAY_MS : undefined);
  if (retryAfterMs !== undefined) {
    details.push(detail(RetryInfoSchema, { retryDelay: durationFromMs(retryAfterMs) }));
  }
  return details;
}
