import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';

/** Reasons of the prediction service. */
export const predictionErrors = defineErrors({
  MODEL_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no version {version} of the prediction models',
    fix: 'Ask for one of the versions that ListModels shows; TrainModel makes the first one.',
  },
  CUSTOMER_NOT_PREDICTED: {
    code: Code.NotFound,
    message: 'no event of the customer {customer_id} is known',
    fix: 'Check the id; a customer who was merged into another is predicted under the surviving id.',
  },
  PREDICTION_FIELD_INVALID: {
    code: Code.InvalidArgument,
    message: '{field} must be one of {allowed}',
    fix: 'Send one of the words named in the message.',
  },
});
