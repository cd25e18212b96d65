import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type NodeCount,
  type PreviewSegmentResponse,
  PreviewSegmentResponseSchema,
  SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { tellMissingSources } from './missing-note.ts';
import { type NamedAudience, readAudience } from './named-audience.ts';

export interface CountOptions extends NamedAudience {
  at?: Date;
  knownAt?: Date;
}

function nodeRow({ depth, label, count, missing }: NodeCount): string[] {
  const note = missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`];
  return [`${'  '.repeat(depth)}${label}`, formatCount(count), ...note];
}

function showCounts(terminal: Terminal, preview: PreviewSegmentResponse): void {
  const { bold, dim } = terminal.colors;
  const { reach, basis } = preview;
  terminal.out(
    `${bold(formatCount(preview.count))} of ${formatCount(preview.allCustomers)} customers ${dim(
      `at ${formatTime(basis?.at)} UTC, ${basis?.tookMs.toFixed(1) ?? '–'} ms`,
    )}`,
  );
  const columns = [{ title: 'condition' }, { title: 'customers', right: true }];
  terminal.out(renderTable(terminal, columns, preview.nodes.map(nodeRow)));
  tellMissingSources(terminal, basis);
  if (reach === undefined) return;
  const { email, sms, push, suppressed, anonymous } = reach;
  const reached = Object.entries({ 'e-mail': email, SMS: sms, push, suppressed, anonymous });
  terminal.out(dim(reached.map(([name, count]) => `${name} ${formatCount(count)}`).join(' · ')));
}

/** Counts the customers at every node of a condition. */
export const countSegment: Command<CountOptions> = async ({ connection, terminal, signal }, options) => {
  const { at, knownAt } = options;
  const preview = await connection.client(SegmentationService).previewSegment(
    {
      audience: await readAudience(options),
      ...(at ? { at: timestampFromDate(at) } : {}),
      ...(knownAt ? { knownAt: timestampFromDate(knownAt) } : {}),
    },
    { signal },
  );
  if (terminal.json) writeJson(terminal, PreviewSegmentResponseSchema, preview);
  else showCounts(terminal, preview);
  return EXIT.ok;
};
