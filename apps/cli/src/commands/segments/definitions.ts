import {
  CreateSegmentResponseSchema,
  DeleteSegmentResponseSchema,
  GetSegmentResponseSchema,
  ListSegmentsResponseSchema,
  type Segment,
  SegmentationService,
  SegmentKind,
  UpdateSegmentResponseSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { readCondition } from './named-audience.ts';

export interface ListSegmentsOptions {
  readyMade?: boolean;
  category?: string;
  limit: number;
  pageToken?: string;
}

/** Lists saved or ready-made segments. */
export const listSegments: Command<ListSegmentsOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { category = '', limit: pageSize, pageToken = '' } = options;
  const kind = options.readyMade || category !== '' ? SegmentKind.READY_MADE : SegmentKind.SAVED;
  const page = await connection
    .client(SegmentationService)
    .listSegments({ kind, category, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListSegmentsResponseSchema, page);
    return EXIT.ok;
  }
  if (kind === SegmentKind.SAVED && pageToken === '' && page.segments.length === 0) {
    terminal.out(
      'no segment is saved yet; `perennial segments create` saves one, --ready-made lists the built-in ones',
    );
    return EXIT.ok;
  }
  const columns = ['segment', 'name', 'condition'].map((title) => ({ title }));
  const rows = page.segments.map(({ segmentId, name, text }) => [segmentId, name || '–', shortened(text)]);
  terminal.out(renderTable(terminal, columns, rows));
  if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};

const CONDITION_WIDTH = 100;

function shortened(text: string): string {
  return text.length <= CONDITION_WIDTH ? text : `${text.slice(0, CONDITION_WIDTH - 1)}…`;
}

function showDefinition(terminal: Terminal, segment: Segment): void {
  const rows = [
    ['segment', segment.segmentId],
    ['name', segment.name || '–'],
    ['for', segment.description || '–'],
    ['condition', segment.text],
    ['version', String(segment.version)],
    ['changed', formatTime(segment.updateTime)],
  ];
  terminal.out(renderTable(terminal, [{ title: '' }, { title: '' }], rows));
}

/** Shows a definition. */
export const showSegment: Command<{ segmentId: string }> = async (context, { segmentId }) => {
  const { connection, terminal, signal } = context;
  const answer = await connection.client(SegmentationService).getSegment({ segmentId }, { signal });
  if (terminal.json || !answer.segment) writeJson(terminal, GetSegmentResponseSchema, answer);
  else showDefinition(terminal, answer.segment);
  return EXIT.ok;
};

export interface DefinitionOptions {
  segmentId: string;
  text?: string;
  file?: string;
  name?: string;
  description?: string;
}

/** Saves a new segment. */
export const createSegment: Command<DefinitionOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { segmentId, text, file, name = '', description = '' } = options;
  const condition = await readCondition(text, file);
  const answer = await connection
    .client(SegmentationService)
    .createSegment({ segment: { segmentId, name, description, condition } }, { signal });
  if (terminal.json || !answer.segment) writeJson(terminal, CreateSegmentResponseSchema, answer);
  else showDefinition(terminal, answer.segment);
  return EXIT.ok;
};

/** Changes what is given of a segment; the etag keeps a change made meanwhile from being lost. */
export const updateSegment: Command<DefinitionOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { segmentId, text, file, name, description } = options;
  const client = connection.client(SegmentationService);
  const { segment: before } = await client.getSegment({ segmentId }, { signal });
  const keepsCondition = text === undefined && file === undefined;
  const condition = await readCondition(keepsCondition ? before?.text : text, file);
  const segment = {
    segmentId,
    name: name ?? before?.name ?? '',
    description: description ?? before?.description ?? '',
    condition,
    etag: before?.etag ?? '',
  };
  const answer = await client.updateSegment({ segment }, { signal });
  if (terminal.json || !answer.segment) writeJson(terminal, UpdateSegmentResponseSchema, answer);
  else showDefinition(terminal, answer.segment);
  return EXIT.ok;
};

/** Saves the condition of a segment, also of a ready-made one, under another id. */
export const cloneSegment: Command<{ fromId: string; toId: string; name?: string }> = async (
  context,
  { fromId, toId, name },
) => {
  const client = context.connection.client(SegmentationService);
  const { segment } = await client.getSegment({ segmentId: fromId }, { signal: context.signal });
  return await createSegment(context, {
    segmentId: toId,
    name: name ?? segment?.name ?? '',
    description: segment?.description ?? '',
    ...(segment === undefined ? {} : { text: segment.text }),
  });
};

/** Removes a segment. */
export const deleteSegment: Command<{ segmentId: string }> = async (context, { segmentId }) => {
  const { connection, terminal, signal } = context;
  const answer = await connection.client(SegmentationService).deleteSegment({ segmentId }, { signal });
  if (terminal.json) writeJson(terminal, DeleteSegmentResponseSchema, answer);
  else terminal.out(`${segmentId} is removed`);
  return EXIT.ok;
};
