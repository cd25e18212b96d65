import type { Command as CommanderCommand } from 'commander';
import { reportFailure } from '../output/failure.ts';
import { processTerminal } from '../output/terminal.ts';
import { portNumber } from './option-values.ts';
import { DEFAULT_DATA_DIRECTORY } from './run-command.ts';

const EXAMPLES = `
Examples:
  perennial up                          on http://127.0.0.1:7070, data in ./data
  perennial up --demo                   fills the sample shop when the data is empty
  perennial up --host 0.0.0.0           reachable from outside; the page then asks for a key
  perennial up --store mongodb://localhost --bus nats://localhost:4222 --cache redis://localhost`;

interface UpFlags {
  data: string;
  port: number;
  host: string;
  demo?: boolean;
  live: boolean;
  json?: boolean;
  store?: string;
  bus?: string;
  cache?: string;
}

/** What the command line says wins over the environment. */
function applyUrls(flags: UpFlags): void {
  const urls = [
    ['PERENNIAL_STORE_URL', flags.store],
    ['PERENNIAL_BUS_URL', flags.bus],
    ['PERENNIAL_CACHE_URL', flags.cache],
  ] as const;
  for (const [name, url] of urls) if (url !== undefined) process.env[name] = url;
}

/** Adds `up`. */
export function addUpCommand(program: CommanderCommand, startedAtMs: number): void {
  program
    .command('up')
    .description('run the whole of Perennial in one process')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA_DIRECTORY)
    .option('--port <port>', 'port to listen on; 0 takes a free one', portNumber, 7070)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--demo', 'fill the sample shop when the data is empty, and let it live on')
    .option('--no-live', 'with --demo: leave the sample shop as it is once its past is in')
    .option('--store <url>', 'MongoDB instead of the embedded store')
    .option('--bus <url>', 'NATS JetStream instead of the embedded log')
    .option('--cache <url>', 'Redis instead of memory')
    .option('--json', 'say where it listens in JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: UpFlags) => {
      applyUrls(flags);
      const terminal = processTerminal(flags.json === true);
      try {
        const { up } = await import('../commands/up.ts');
        await up(flags, terminal, startedAtMs);
      } catch (thrown) {
        process.exitCode = reportFailure(terminal, thrown, '');
      }
    });
}
