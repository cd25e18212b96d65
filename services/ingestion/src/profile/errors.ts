import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';

/** What can go wrong when customers and the catalogue are shown. */
export const profileErrors = defineErrors({
  CUSTOMER_NOT_FOUND: {
    code: Code.NotFound,
    message: 'no customer has this id',
    fix: 'Check the id and its kind; what was just sent is visible once it is worked in, mostly within a second.',
  },
  PRODUCT_NOT_FOUND: {
    code: Code.NotFound,
    message: 'no product has this id',
    fix: 'Send the product through POST /v1/products, or list the products to find its id.',
  },
});
