import type {
  ChannelEstimate,
  ChannelSummary,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import {
  ChannelService,
  GetChannelSummaryResponseSchema,
  type GetCustomerChannelsResponse,
  GetCustomerChannelsResponseSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatMoney } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { findCustomer } from '../find-customer.ts';
import { shareText, surenessText, tellChannelBasis } from './channel-text.ts';
import { percent, tellMissing } from './prediction-text.ts';

export interface ChannelsOptions {
  /** Id of any kind; unset: all customers together. */
  id?: string;
  topic?: string;
  exploreSeed?: number;
}

const CHANNEL_COLUMNS = [
  { title: 'channel' },
  { title: 'consent' },
  { title: 'chance of an order' },
  { title: 'own contacts', right: true },
  { title: 'with order', right: true },
  { title: 'own weight', right: true },
  { title: 'cell', right: true },
  { title: 'all', right: true },
];
const SUMMARY_COLUMNS = [
  { title: 'channel' },
  { title: 'kind' },
  { title: 'chance of an order' },
  ...['customers', 'contacts', 'with order', 'net', 'best of'].map((title) => ({ title, right: true })),
];

/** Shows the channels of one customer, or what comes of each channel of all. */
export const showChannels: Command<ChannelsOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const client = connection.client(ChannelService);
  if (options.id === undefined) {
    const summary = await client.getChannelSummary({}, { signal });
    if (terminal.json) writeJson(terminal, GetChannelSummaryResponseSchema, summary);
    else {
      const rows = summary.channels.map((each) => summaryRow(each, summary.basis?.currency ?? ''));
      terminal.out(renderTable(terminal, SUMMARY_COLUMNS, rows));
      const [all, unreachable] = [summary.customers, summary.unreachableCustomers].map(formatCount);
      terminal.out(terminal.colors.dim(`${all} customers, ${unreachable} of whom allow no channel`));
      tellChannelBasis(terminal, summary.basis);
    }
    return EXIT.ok;
  }
  const { customer } = await findCustomer(context, { id: options.id });
  const { topic = '', exploreSeed } = options;
  const request = { customerId: customer?.customerId ?? '', topic };
  const seed = exploreSeed === undefined ? {} : { exploreSeed };
  const answer = await client.getCustomerChannels({ ...request, ...seed }, { signal });
  if (terminal.json) writeJson(terminal, GetCustomerChannelsResponseSchema, answer);
  else tellChannels(terminal, answer);
  return EXIT.ok;
};

function tellChannels(
  terminal: Terminal,
  { best, bestSource, channels, missing, basis }: GetCustomerChannelsResponse,
): void {
  const { bold } = terminal.colors;
  tellMissing(terminal, missing);
  if (best !== undefined) terminal.out(`write by ${bold(best.channel)} (${surenessText(best)})`);
  if (bestSource !== undefined)
    terminal.out(`brought by ${bold(bestSource.channel)} (${surenessText(bestSource)})`);
  if (channels.length > 0) terminal.out(renderTable(terminal, CHANNEL_COLUMNS, channels.map(channelRow)));
  tellChannelBasis(terminal, basis);
}

function channelRow(estimate: ChannelEstimate): string[] {
  const { channel, consent, probability, own, ownWeight, cellRate, baseRate } = estimate;
  return [
    channel,
    consent.replaceAll('_', ' '),
    shareText(probability),
    formatCount(own?.contacts ?? 0n),
    formatCount(own?.conversions ?? 0n),
    percent(ownWeight),
    percent(cellRate),
    percent(baseRate),
  ];
}

function summaryRow(
  { channel, kind, rate, customers, figures, bestOfCustomers }: ChannelSummary,
  currency: string,
): string[] {
  return [
    channel,
    kind,
    shareText(rate),
    formatCount(customers),
    formatCount(figures?.contacts ?? 0n),
    formatCount(figures?.conversions ?? 0n),
    formatMoney(figures?.netMinor ?? 0n, currency),
    formatCount(bestOfCustomers),
  ];
}
