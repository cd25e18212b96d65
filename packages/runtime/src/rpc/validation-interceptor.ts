import type { DescMessage, Message } from '@bufbuild/protobuf';
import { pathToString } from '@bufbuild/protobuf/reflect';
import { createValidator, type Validator, type Violation } from '@bufbuild/protovalidate';
import type { Interceptor } from '@connectrpc/connect';
import type { FieldViolation } from '../errors/error-details.ts';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { idRuleText } from './id-rule.ts';
import { valueAt } from './value-at.ts';

function toFieldViolation(schema: DescMessage, message: Message, violation: Violation): FieldViolation {
  const inWords = idRuleText(violation, valueAt(schema, message, violation.field));
  return {
    field: pathToString(violation.field),
    description: inWords ?? (violation.message || `breaks the rule ${violation.ruleId}`),
    reason: violation.ruleId,
  };
}

function assertValid(validator: Validator, schema: DescMessage, message: Message): void {
  const result = validator.validate(schema, message);
  if (result.kind === 'valid') return;
  // A rule that does not compile is a bug in the contract, not in the request.
  if (result.kind === 'error') throw result.error;
  const fieldViolations = result.violations.map((violation) => toFieldViolation(schema, message, violation));
  throw runtimeErrors.REQUEST_INVALID(
    { violation_count: String(fieldViolations.length) },
    { fieldViolations },
  );
}

async function* validated<Item extends Message>(
  validator: Validator,
  schema: DescMessage,
  items: AsyncIterable<Item>,
): AsyncGenerator<Item> {
  for await (const item of items) {
    assertValid(validator, schema, item);
    yield item;
  }
}

/**
 * Server side: holds every request message to the protovalidate rules on its fields. Rules of a message are
 * compiled at its first use and kept.
 */
export function validationInterceptor(): Interceptor {
  const validator = createValidator();
  return (next) => (request) => {
    if (request.stream) {
      return next({ ...request, message: validated(validator, request.method.input, request.message) });
    }
    assertValid(validator, request.method.input, request.message);
    return next(request);
  };
}
