import { getCustomer, NotFound } from '../api.js';

/** Kinds that an id may be of, the likeliest first. */
function kindsOf(id) {
  if (id.includes('@')) return ['email', 'userId'];
  if (id.startsWith('+')) return ['phone', 'userId'];
  return /^[a-z0-9_-]{1,63}$/.test(id) ? ['customerId', 'userId', 'anonymousId'] : ['userId', 'anonymousId'];
}

/** The customer whom an id of any kind means. @throws NotFound */
export async function findCustomer(id, signal) {
  for (const kind of kindsOf(id)) {
    try {
      return (await getCustomer({ [kind]: id }, signal)).customer;
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
  throw new NotFound(`No customer has the id “${id}”.`);
}
