import type { CustomerChannel } from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import {
  ChannelService,
  ListCustomerChannelsResponseSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { hourText, shareText, surenessText, tellChannelBasis, weekdayText } from './channel-text.ts';

export interface ChannelListOptions {
  channel?: string;
  orderBy?: string;
  limit: number;
  pageToken?: string;
}

const COLUMNS = [
  { title: 'customer' },
  { title: 'channel' },
  { title: 'chance of an order' },
  { title: 'how sure' },
  { title: 'best day' },
  { title: 'best hour' },
];

/** Lists customers and their best channel. */
export const listBestChannels: Command<ChannelListOptions> = async (
  { connection, terminal, signal },
  { channel = '', orderBy = '', limit: pageSize, pageToken = '' },
) => {
  const page = await connection
    .client(ChannelService)
    .listCustomerChannels({ channel, orderBy, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListCustomerChannelsResponseSchema, page);
    return EXIT.ok;
  }
  terminal.out(renderTable(terminal, COLUMNS, page.customers.map(row)));
  terminal.out(terminal.colors.dim(`${formatCount(page.totalCount)} customers`));
  tellChannelBasis(terminal, page.basis);
  if (page.nextPageToken !== '')
    terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};

function row({ customerId, best, estimate, moment }: CustomerChannel): string[] {
  return [
    customerId,
    best?.channel ?? '–',
    shareText(estimate?.probability),
    best === undefined ? '–' : surenessText(best),
    moment?.weekday === undefined ? '–' : weekdayText(moment.weekday.slot),
    moment?.hour === undefined ? '–' : hourText(moment.hour.slot),
  ];
}
