import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type CustomerSegment,
  ListCustomerSegmentsResponseSchema,
  SegmentationService,
  SegmentKind,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { findCustomer, type NamedCustomer } from '../find-customer.ts';
import { tellMissingSources } from './missing-note.ts';

export interface CustomerSegmentsOptions {
  customer: NamedCustomer;
  readyMade?: boolean;
  category?: string;
  at?: Date;
  limit: number;
  pageToken?: string;
}

function segmentRow({ segmentId, name, since, validUntil }: CustomerSegment): string[] {
  const from = since === undefined ? 'always' : formatTime(since);
  return [segmentId, name || '–', from, validUntil === undefined ? '–' : formatTime(validUntil)];
}

/** Lists the segments that a customer is in, since when and until when. */
export const segmentsOfCustomer: Command<CustomerSegmentsOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { category = '', limit: pageSize, pageToken = '', at } = options;
  const kind = options.readyMade || category !== '' ? SegmentKind.READY_MADE : SegmentKind.SAVED;
  const { customer } = await findCustomer(context, options.customer);
  const customerId = customer?.customerId ?? options.customer.id;
  const time = at ? { at: timestampFromDate(at) } : {};
  const page = await connection
    .client(SegmentationService)
    .listCustomerSegments({ customerId, kind, category, pageSize, pageToken, ...time }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListCustomerSegmentsResponseSchema, page);
    return EXIT.ok;
  }
  const columns = ['segment', 'name', 'since (UTC)', 'until, if nothing happens'].map((title) => ({ title }));
  const { dim, yellow } = terminal.colors;
  terminal.out(renderTable(terminal, columns, page.segments.map(segmentRow)));
  terminal.out(dim(`in ${formatCount(page.totalCount)} of ${formatCount(page.askedCount)} segments`));
  for (const id of page.brokenSegmentIds)
    terminal.out(yellow(`${id} cannot be judged: it names a segment or scheme that is there no more`));
  tellMissingSources(terminal, page.basis);
  if (page.nextPageToken) terminal.out(dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};
