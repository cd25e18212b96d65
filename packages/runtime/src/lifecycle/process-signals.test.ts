import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../logging/logger.ts';
import { captureLog } from '../testing/captured-log.ts';
import { until } from '../testing/until.ts';
import { createLifecycle } from './lifecycle.ts';
import { handleProcessSignals } from './process-signals.ts';

async function runningProcess(logger = silentLogger()) {
  const lifecycle = createLifecycle({ logger, budgetMs: 500 });
  await lifecycle.start(async () => {});
  const events = new EventEmitter();
  const exits: number[] = [];
  const remove = handleProcessSignals({ lifecycle, logger, events, exit: (code) => exits.push(code) });
  return { lifecycle, events, exits, remove };
}

describe('a process', () => {
  test.each(['SIGTERM', 'SIGINT'])('stops on %s and exits with 0', async (signal) => {
    const { lifecycle, events, exits } = await runningProcess();
    events.emit(signal, signal);
    expect(lifecycle.ready).toBe(false);
    await until('the exit', () => exits.length > 0);
    expect(exits).toEqual([0]);
    expect(lifecycle.state).toBe('stopped');
  });

  test('exits with 1 at once on a second signal', async () => {
    const { lifecycle, events, exits } = await runningProcess();
    lifecycle.onStop({ phase: 'consumers', title: 'hangs', run: () => new Promise(() => {}) });
    events.emit('SIGTERM', 'SIGTERM');
    events.emit('SIGTERM', 'SIGTERM');
    expect(exits).toEqual([1]);
  });

  test('exits with 1 where a step of the stop failed', async () => {
    const { lifecycle, events, exits } = await runningProcess();
    lifecycle.onStop({ phase: 'buffers', title: 'fails', run: () => Promise.reject(new Error('x')) });
    events.emit('SIGTERM', 'SIGTERM');
    await until('the exit', () => exits.length > 0);
    expect(exits).toEqual([1]);
  });

  test('survives an unhandled rejection and logs it (reliability 18)', async () => {
    const { logger, lines } = captureLog();
    const { lifecycle, events } = await runningProcess(logger);
    events.emit('unhandledRejection', new Error('nobody awaited'));
    expect(lifecycle.ready).toBe(true);
    expect(lines.at(-1)).toMatchObject({ level: 'error', msg: 'unhandled rejection' });
  });

  test('stops with 1 after an uncaught exception', async () => {
    const { events, exits } = await runningProcess();
    events.emit('uncaughtException', new Error('bug'));
    await until('the exit', () => exits.length > 0);
    expect(exits).toEqual([1]);
  });

  test('no longer listens after removal', async () => {
    const { lifecycle, events, remove } = await runningProcess();
    remove();
    events.emit('SIGTERM', 'SIGTERM');
    expect(lifecycle.ready).toBe(true);
  });
});
