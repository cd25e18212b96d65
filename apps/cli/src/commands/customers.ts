import {
  type Customer,
  CustomersService,
  GetCustomerResponseSchema,
  ListCustomersResponseSchema,
  ListTimelineResponseSchema,
  type TimelineEntry,
} from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { EXIT } from '../output/exit-code.ts';
import { formatCount, formatMoney, formatTime } from '../output/format.ts';
import { writeJson } from '../output/json-output.ts';
import { renderTable } from '../output/table.ts';
import type { Command } from './command.ts';
import { findCustomer, type NamedCustomer } from './find-customer.ts';

export interface ListOptions {
  query?: string;
  limit: number;
  pageToken?: string;
}

function nameOf(customer: Customer): string {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  return name || customer.email || (customer.anonymous ? 'anonymous' : '–');
}

/** Lists customers. */
export const listCustomers: Command<ListOptions> = async ({ connection, terminal, signal }, options) => {
  const { query = '', limit: pageSize, pageToken = '' } = options;
  const page = await connection
    .client(CustomersService)
    .listCustomers({ query, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListCustomersResponseSchema, page);
    return EXIT.ok;
  }
  const columns = [
    { title: 'customer' },
    { title: 'name' },
    { title: 'orders', right: true },
    { title: 'net', right: true },
    { title: 'last seen (UTC)' },
  ];
  const rows = page.customers.map((customer) => [
    customer.customerId,
    nameOf(customer),
    formatCount(customer.orderCount),
    formatMoney(customer.netMinor, customer.currency),
    formatTime(customer.lastSeenTime),
  ]);
  terminal.out(renderTable(terminal, columns, rows));
  if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};

/** Shows one customer, found by any id. */
export const showCustomer: Command<NamedCustomer> = async (context, named) => {
  const { terminal } = context;
  const answer = await findCustomer(context, named);
  const { customer } = answer;
  if (terminal.json || !customer) {
    writeJson(terminal, GetCustomerResponseSchema, answer);
    return EXIT.ok;
  }
  const rows = [
    ['customer', customer.customerId],
    ['name', nameOf(customer)],
    ['e-mail', customer.email || '–'],
    ['phone', customer.phone || '–'],
    ['ids', customer.nodes.map(({ kind, value }) => `${kind} ${value}`).join(', ') || '–'],
    ['tags', customer.tags.join(', ') || '–'],
    ['orders', formatCount(customer.orderCount)],
    ['net', formatMoney(customer.netMinor, customer.currency)],
    ['visits', formatCount(customer.visitCount)],
    ['first seen', formatTime(customer.firstSeenTime)],
    ['last seen', formatTime(customer.lastSeenTime)],
    ['last order', formatTime(customer.lastOrderTime)],
  ];
  terminal.out(renderTable(terminal, [{ title: '' }, { title: '' }], rows));
  return EXIT.ok;
};

type ProductNames = Readonly<Record<string, string>>;

function detailOf({ event }: TimelineEntry, productNames: ProductNames): string {
  switch (event.case) {
    case 'order':
      return event.value.order ? `order ${event.value.order.orderId}` : '';
    case 'cancellation':
      return `order ${event.value.orderId}`;
    case 'refund':
      return `order ${event.value.orderId}`;
    case 'behaviour': {
      const { name, productId, query, pagePath, source } = event.value;
      if (name.startsWith('message_')) return source?.channel ?? '';
      return productNames[productId] ?? (productId || query || pagePath);
    }
    default:
      return '';
  }
}

/** Lists what one customer did, newest first. */
export const showTimeline: Command<ListOptions & NamedCustomer> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { limit: pageSize, pageToken = '' } = options;
  const { customer } = await findCustomer(context, options);
  const customerId = customer?.customerId ?? options.id;
  const page = await connection
    .client(CustomersService)
    .listTimeline({ customerId, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListTimelineResponseSchema, page);
    return EXIT.ok;
  }
  const rows = page.entries.map((entry) => [
    formatTime(entry.time),
    entry.type,
    detailOf(entry, page.productNames),
  ]);
  terminal.out(renderTable(terminal, [{ title: 'time (UTC)' }, { title: 'what' }, { title: '' }], rows));
  if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};
