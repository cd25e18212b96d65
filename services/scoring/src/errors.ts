import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';

/** Reasons of the scoring service. */
export const scoringErrors = defineErrors({
  SCHEME_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no scheme {scheme_id}',
    fix: 'Ask for one of the schemes that ListSchemes shows.',
  },
  SCHEME_EXISTS: {
    code: Code.AlreadyExists,
    message: 'there is a scheme {scheme_id} already',
    fix: 'Choose another id, or change the scheme with UpdateScheme.',
  },
  SCHEME_CHANGED: {
    code: Code.Aborted,
    message: 'the scheme {scheme_id} was changed since it was read',
    fix: 'Read the scheme again and send its new etag with the change.',
  },
  SCHEME_IS_LAST: {
    code: Code.FailedPrecondition,
    message: 'the scheme {scheme_id} is the last one',
    fix: 'Save another scheme before removing this one.',
  },
  SCHEME_INVALID: {
    code: Code.InvalidArgument,
    message: 'the scheme cannot be used: {field} {reason}',
    fix: 'Correct the field named in the violation.',
  },
  CUSTOMER_UNKNOWN: {
    code: Code.NotFound,
    message: 'no event of the customer {customer_id} has been scored',
    fix: 'Check the id; a customer who was merged into another has scores under the surviving id.',
  },
  SCORING_FIELD_INVALID: {
    code: Code.InvalidArgument,
    message: '{field} must be one of {allowed}',
    fix: 'Send one of the words named in the message.',
  },
});
