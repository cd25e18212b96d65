#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

const startedAtMs = performance.now() - process.uptime() * 1000;
enableCompileCache();

// Loaded after the cache is on, so that it serves them, too.
const { CommanderError } = await import('commander');
const { createProgram, throwOnWrongUsage } = await import('./program/program.ts');
const { EXIT } = await import('./output/exit-code.ts');

// Who reads a part of a list and leaves (`perennial rfm | head`) has what they wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.ok);
});

const program = createProgram(startedAtMs);
throwOnWrongUsage(program);
try {
  await program.parseAsync();
} catch (thrown) {
  if (!(thrown instanceof CommanderError)) throw thrown;
  // Commander has said what is wrong; asking for help or the version is no fault.
  process.exitCode = thrown.exitCode === 0 ? EXIT.ok : EXIT.usage;
}
