import type { Connection } from '../connection/connection.ts';
import type { ExitCode } from '../output/exit-code.ts';
import type { Terminal } from '../output/terminal.ts';

/** What a command that talks to a server gets. */
export interface CommandContext {
  connection: Connection;
  terminal: Terminal;
  /** Aborts at Ctrl-C: the command ends what it is at and returns. */
  signal: AbortSignal;
}

/** A command: resolves to the exit code, throws what it cannot do. */
export type Command<Options> = (context: CommandContext, options: Options) => Promise<ExitCode>;
