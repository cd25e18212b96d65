import type { Command as CommanderCommand } from 'commander';
import type { Command } from '../commands/command.ts';
import { type ConnectionOptions, resolveConnection } from '../connection/connection.ts';
import { EXIT } from '../output/exit-code.ts';
import { reportFailure } from '../output/failure.ts';
import { processTerminal } from '../output/terminal.ts';

export const DEFAULT_DATA_DIRECTORY = './data';

interface CommonOptions extends ConnectionOptions {
  json?: boolean;
}

/** Adds what every command that talks to a server has: where, with which key, and the form of its answer. */
export function withConnection(command: CommanderCommand): CommanderCommand {
  return command
    .option('--url <url>', 'server to call (default: PERENNIAL_URL, else the server of the data folder)')
    .option('--key <key>', 'API key (default: PERENNIAL_KEY, else that of the data folder)')
    .option('--data <folder>', 'data folder of a server on this machine', DEFAULT_DATA_DIRECTORY)
    .option('--json', 'answer in JSON with the names of the API');
}

/** What `withPages` gives. */
export interface PageFlags {
  limit: number;
  pageToken?: string;
}

/** Adds what lists have. */
export function withPages(command: CommanderCommand, parse: (text: string) => number): CommanderCommand {
  return command
    .option('--limit <rows>', 'rows to show', parse, 20)
    .option('--page-token <token>', 'go on where a list ended');
}

/** Loads a command when it is called, runs it, and ends the process with its exit code. */
export async function runCommand<Options>(
  commander: CommanderCommand,
  load: () => Promise<Command<Options>>,
  options: Options,
): Promise<void> {
  const common = commander.opts<CommonOptions>();
  const terminal = processTerminal(common.json === true);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
  let url = common.url ?? '';
  try {
    const connection = await resolveConnection(common, process.env);
    url = connection.url;
    const command = await load();
    process.exitCode = await command({ connection, terminal, signal: interrupted.signal }, options);
  } catch (thrown) {
    const wasInterrupted = interrupted.signal.aborted;
    process.exitCode = wasInterrupted ? EXIT.failure : reportFailure(terminal, thrown, url);
  }
}
