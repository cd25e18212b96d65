import type { AffinityGroup } from '@perennial/contracts/gen/perennial/prediction/v1/affinity_pb';
import {
  GetCustomerAffinityGroupResponseSchema,
  ListAffinityGroupMembersResponseSchema,
  ListAffinityGroupsResponseSchema,
  RecommendationService,
} from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { findCustomer, type NamedCustomer } from '../find-customer.ts';
import { tellMissing } from '../predict/prediction-text.ts';
import { productText, tellLearned, tellMore } from './recommendation-text.ts';

export interface MemberOptions {
  group: number;
  limit: number;
  pageToken?: string;
}

const SHOWN_PRODUCTS = 3;

/** Shows the groups of customers who buy alike. */
export const listAffinityGroups: Command<{ version?: number }> = async (context, { version = 0 }) => {
  const { connection, terminal, signal } = context;
  const answer = await connection.client(RecommendationService).listAffinityGroups({ version }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListAffinityGroupsResponseSchema, answer);
    return EXIT.ok;
  }
  tellMissing(terminal, answer.missing);
  const columns = [
    { title: 'group', right: true },
    { title: 'name' },
    { title: 'customers', right: true },
    { title: 'buy more than others' },
  ];
  if (answer.groups.length > 0) terminal.out(renderTable(terminal, columns, answer.groups.map(groupRow)));
  tellLearned(terminal, answer.basis);
  return EXIT.ok;
};

function groupRow({ group, name, customers, products }: AffinityGroup): string[] {
  const shown = products.slice(0, SHOWN_PRODUCTS).map(productText).join(', ');
  return [String(group), name, formatCount(customers), shown];
}

/** Lists the customers of a group. */
export const listGroupMembers: Command<MemberOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { group, limit: pageSize, pageToken = '' } = options;
  const page = await connection
    .client(RecommendationService)
    .listAffinityGroupMembers({ group, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListAffinityGroupMembersResponseSchema, page);
    return EXIT.ok;
  }
  const columns = [{ title: 'customer' }, { title: 'typical', right: true }];
  const rows = page.members.map(({ customerId, closeness }) => [customerId, closeness.toFixed(2)]);
  terminal.out(renderTable(terminal, columns, rows));
  terminal.out(terminal.colors.dim(`${formatCount(page.totalCount)} customers`));
  tellMore(terminal, page.nextPageToken);
  return EXIT.ok;
};

/** Shows the group of a customer. */
export const showCustomerGroup: Command<NamedCustomer> = async (context, named) => {
  const { connection, terminal, signal } = context;
  const { customer } = await findCustomer(context, named);
  const request = { customerId: customer?.customerId ?? '' };
  const answer = await connection.client(RecommendationService).getCustomerAffinityGroup(request, { signal });
  const { membership, products, missing, basis } = answer;
  if (terminal.json) {
    writeJson(terminal, GetCustomerAffinityGroupResponseSchema, answer);
    return EXIT.ok;
  }
  tellMissing(terminal, missing);
  if (membership !== undefined) {
    const rows = [
      ['group', `${membership.group}: ${membership.name}`],
      ['typical', membership.closeness.toFixed(2)],
      ['buys', products.slice(0, SHOWN_PRODUCTS).map(productText).join(', ')],
    ];
    terminal.out(renderTable(terminal, [{ title: '' }, { title: membership.customerId }], rows));
  }
  tellLearned(terminal, basis);
  return EXIT.ok;
};
