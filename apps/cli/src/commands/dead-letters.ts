import {
  DeadLettersService,
  DiscardDeadLetterResponseSchema,
  ListDeadLettersResponseSchema,
  ReplayDeadLettersResponseSchema,
} from '@perennial/contracts/gen/perennial/admin/v1/dead_letters_service_pb';
import { EXIT } from '../output/exit-code.ts';
import { formatCount, formatTime } from '../output/format.ts';
import { writeJson } from '../output/json-output.ts';
import { renderTable } from '../output/table.ts';
import type { Command } from './command.ts';

/** Lists what could not be worked in. */
export const listDeadLetters: Command<{ limit: number; pageToken?: string }> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { limit: pageSize, pageToken = '' } = options;
  const page = await connection
    .client(DeadLettersService)
    .listDeadLetters({ pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListDeadLettersResponseSchema, page);
    return EXIT.ok;
  }
  if (page.deadLetters.length === 0) terminal.out('There are no dead letters.');
  else {
    const columns = [
      { title: 'number', right: true },
      { title: 'stream' },
      { title: 'given up by' },
      { title: 'tries', right: true },
      { title: 'parked (UTC)' },
      { title: 'last error' },
    ];
    const rows = page.deadLetters.map((letter) => [
      String(letter.sequence),
      letter.stream,
      letter.consumer,
      formatCount(letter.attempts),
      formatTime(letter.parkedTime),
      letter.lastError,
    ]);
    terminal.out(renderTable(terminal, columns, rows));
  }
  if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};

/** Sends dead letters round again; none named means all. */
export const replayDeadLetters: Command<{ sequences: bigint[] }> = async (context, { sequences }) => {
  const { connection, terminal, signal } = context;
  const answer = await connection.client(DeadLettersService).replayDeadLetters({ sequences }, { signal });
  if (terminal.json) writeJson(terminal, ReplayDeadLettersResponseSchema, answer);
  else terminal.out(`${formatCount(answer.replayedCount)} sent round again`);
  return EXIT.ok;
};

/** Throws one dead letter away. */
export const discardDeadLetter: Command<{ sequence: bigint }> = async (context, { sequence }) => {
  const { connection, terminal, signal } = context;
  const answer = await connection.client(DeadLettersService).discardDeadLetter({ sequence }, { signal });
  if (terminal.json) writeJson(terminal, DiscardDeadLetterResponseSchema, answer);
  else terminal.out(`${sequence} is gone`);
  return EXIT.ok;
};
