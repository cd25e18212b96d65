import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  DiffEditResponseSchema,
  ListMembersResponseSchema,
  SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatMoney, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { tellMissingSources } from './missing-note.ts';
import { type NamedAudience, readAudience, readCondition } from './named-audience.ts';

interface PageOptions {
  limit: number;
  pageToken?: string;
}

export interface MembersOptions extends NamedAudience, PageOptions {
  at?: Date;
  orderBy?: string;
}

/** Lists the members. */
export const listMembers: Command<MembersOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { at, orderBy = '', limit: pageSize, pageToken = '' } = options;
  const page = await connection.client(SegmentationService).listMembers(
    {
      audience: await readAudience(options),
      ...{ orderBy, pageSize, pageToken },
      ...(at ? { at: timestampFromDate(at) } : {}),
    },
    { signal },
  );
  if (terminal.json) {
    writeJson(terminal, ListMembersResponseSchema, page);
    return EXIT.ok;
  }
  const columns = [
    { title: 'customer' },
    { title: 'orders', right: true },
    { title: 'net', right: true },
    { title: 'last order (UTC)' },
  ];
  const rows = page.members.map(({ customerId, orders, netMinor, lastOrderTime }) => [
    customerId,
    formatCount(orders),
    formatMoney(netMinor, page.currency),
    formatTime(lastOrderTime),
  ]);
  terminal.out(renderTable(terminal, columns, rows));
  terminal.out(
    terminal.colors.dim(`${formatCount(page.totalCount)} members at ${formatTime(page.basis?.at)} UTC`),
  );
  tellMissingSources(terminal, page.basis);
  if (page.totalCount === 0n)
    terminal.out('`perennial segments count` shows at which part of the condition they end');
  if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};

export interface DiffOptions extends PageOptions {
  segmentId: string;
  text?: string;
  file?: string;
}

/** Shows who would enter and leave a segment by another condition. */
export const diffSegment: Command<DiffOptions> = async ({ connection, terminal, signal }, options) => {
  const { segmentId, text, file, limit: pageSize, pageToken = '' } = options;
  const condition = await readCondition(text, file);
  const diff = await connection
    .client(SegmentationService)
    .diffEdit({ segmentId, condition, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, DiffEditResponseSchema, diff);
    return EXIT.ok;
  }
  const { green, red, dim } = terminal.colors;
  const counts = [
    green(`${formatCount(diff.entering)} enter`),
    red(`${formatCount(diff.leaving)} leave`),
    `${formatCount(diff.staying)} stay`,
  ];
  terminal.out(counts.join(', '));
  const rows = diff.members.map(({ customerId, enters }) => [enters ? 'enters' : 'leaves', customerId]);
  terminal.out(renderTable(terminal, [{ title: '' }, { title: 'customer' }], rows));
  if (diff.nextPageToken) terminal.out(dim(`more with --page-token ${diff.nextPageToken}`));
  return EXIT.ok;
};
