import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';

/** Reasons of the prediction service. */
export const predictionErrors = defineErrors({
  MODEL_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no version {version} of the prediction models',
    fix: 'Ask for one of the versions that ListModels shows; TrainModel makes the first one.',
  },
  NO_EARLIER_MODEL: {
    code: Code.NotFound,
    message: 'there is no earlier version of the prediction models to go back to',
    fix: 'Ask for one of the versions that ListModels shows; TrainModel makes another one.',
  },
  CUSTOMER_NOT_PREDICTED: {
    code: Code.NotFound,
    message: 'no event of the customer {customer_id} is known',
    fix: 'Check the id; a customer who was merged into another is predicted under the surviving id.',
  },
  AFFINITY_BEING_LEARNED: {
    code: Code.Unavailable,
    message: 'what goes with what is being learned from the orders of this shop',
    fix: 'Ask again in a few seconds; the first answer after a start takes longest.',
  },
  AFFINITY_GROUP_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no affinity group {group}',
    fix: 'Ask for one of the groups that ListAffinityGroups shows.',
  },
  AFFINITY_VERSION_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no version {version} of the affinity groups',
    fix: 'Ask for one of the versions that ListAffinityGroups names; the last ten are kept.',
  },
  PRODUCT_NOT_KNOWN: {
    code: Code.NotFound,
    message: 'no order, event or catalogue names the product {product_id}',
    fix: 'Check the id: it is the one that orders carry.',
  },
  PREDICTION_FIELD_INVALID: {
    code: Code.InvalidArgument,
    message: '{field} must be one of {allowed}',
    fix: 'Send one of the words named in the message.',
  },
});
