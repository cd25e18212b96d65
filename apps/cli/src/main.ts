#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

const startedAtMs = performance.now() - process.uptime() * 1000;
enableCompileCache();

// Loaded after the cache is on, so that it serves them, too.
const { CommanderError } = await import('commander');
const { createProgram, throwOnWrongUsage } = await import('./program/program.ts');
const { EXIT } = await import('./output/exit-code.ts');

const program = createProgram(startedAtMs);
throwOnWrongUsage(program);
try {
  await program.parseAsync();
} catch (thrown) {
  if (!(thrown instanceof CommanderError)) throw thrown;
  // Commander has said what is wrong; asking for help or the version is no fault.
  process.exitCode = thrown.exitCode === 0 ? EXIT.ok : EXIT.usage;
}
