import { h } from '../element.js';

/** Where a customer's page is; an id of any kind is found, too. */
export const customerAddress = (id) => `#/customers/${encodeURIComponent(id)}`;

export const customerLink = (customerId) => h('a', { href: customerAddress(customerId) }, customerId);
