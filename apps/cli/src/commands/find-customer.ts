import { Code, ConnectError } from '@connectrpc/connect';
import {
  CustomersService,
  type GetCustomerResponse,
} from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { CommandContext } from './command.ts';

/** Which id of a customer is given. */
export type CustomerIdKind = 'customerId' | 'userId' | 'email' | 'anonymousId' | 'phone';

/** A customer as named on the command line. */
export interface NamedCustomer {
  id: string;
  /** Unset where only an id was given: its kind is then found out. */
  by?: CustomerIdKind;
}

/** Kinds that an id may be of, the likeliest first. */
function kindsOf({ id, by }: NamedCustomer): CustomerIdKind[] {
  if (by !== undefined) return [by];
  if (id.includes('@')) return ['email', 'userId'];
  if (id.startsWith('+')) return ['phone', 'userId'];
  return ['customerId', 'userId', 'anonymousId'];
}

/** The customer whom the name means. Throws the server's CUSTOMER_NOT_FOUND. */
export async function findCustomer(
  { connection, signal }: CommandContext,
  named: NamedCustomer,
): Promise<GetCustomerResponse> {
  const client = connection.client(CustomersService);
  let notFound: unknown;
  for (const kind of kindsOf(named)) {
    try {
      return await client.getCustomer({ by: { case: kind, value: named.id } }, { signal });
    } catch (thrown) {
      if (!(thrown instanceof ConnectError) || thrown.code !== Code.NotFound) throw thrown;
      notFound = thrown;
    }
  }
  throw notFound;
}
