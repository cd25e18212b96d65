import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type NodeCount,
  type PreviewSegmentResponse,
  PreviewSegmentResponseSchema,
  SegmentationService,
  type UnknownText,
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

function nodeRow(
  { path, depth, label, count, missing }: NodeCount,
  unknownTexts: readonly UnknownText[],
): string[] {
  const unknown = unknownTexts.filter((each) => each.path === path).map(({ text }) => JSON.stringify(text));
  const notes = [
    ...(missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`unknown: ${unknown.join(', ')}`]),
  ];
  return [`${'  '.repeat(depth)}${label}`, formatCount(count), notes.join('; ')];
}

/** A warning each: what nothing told so far has may come any time. */
function tellUnknownTexts(terminal: Terminal, unknownTexts: readonly UnknownText[]): void {
  for (const { message, excerpt } of unknownTexts) {
    terminal.out(terminal.colors.yellow(`unknown: ${message}`));
    terminal.out(`  ${excerpt.replaceAll('\n', '\n  ')}`);
  }
}

function showCounts(terminal: Terminal, preview: PreviewSegmentResponse): void {
  const { bold, dim } = terminal.colors;
  const { reach, basis, unknownTexts } = preview;
  terminal.out(
    `${bold(formatCount(preview.count))} of ${formatCount(preview.allCustomers)} customers ${dim(
      `at ${formatTime(basis?.at)} UTC, ${basis?.tookMs.toFixed(1) ?? '–'} ms`,
    )}`,
  );
  const titles = [{ title: 'condition' }, { title: 'customers', right: true }];
  const rows = preview.nodes.map((node) => nodeRow(node, unknownTexts));
  const hasNotes = rows.some(([, , note]) => note !== '');
  const columns = hasNotes ? [...titles, { title: '' }] : titles;
  terminal.out(renderTable(terminal, columns, hasNotes ? rows : rows.map((row) => row.slice(0, 2))));
  tellMissingSources(terminal, basis);
  tellUnknownTexts(terminal, unknownTexts);
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
