import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../logging/logger.ts';
import { captureLog } from '../testing/captured-log.ts';
import { createLifecycle } from './lifecycle.ts';
import { STOP_PHASES } from './stop-phases.ts';

const never = () => new Promise<void>(() => {});

describe('the path through the states', () => {
  test('of a whole life is initialized, starting, running, draining, stopped', async () => {
    const life = createLifecycle({ logger: silentLogger() });
    expect(life.ready).toBe(false);
    await life.start(async () => {});
    expect(life.ready).toBe(true);
    const stopping = life.stop('test');
    expect(life.ready).toBe(false);
    expect(await stopping).toMatchObject({ clean: true });
    expect(life.path).toEqual(['initialized', 'starting', 'running', 'draining', 'stopped']);
  });

  test('of a stop before the start skips running, and the start then does nothing', async () => {
    const life = createLifecycle({ logger: silentLogger() });
    await life.stop('early');
    let started = false;
    await life.start(async () => {
      started = true;
    });
    expect(started).toBe(false);
    expect(life.path).toEqual(['initialized', 'draining', 'stopped']);
  });

  test('of a stop during the start aborts it and undoes what it had registered', async () => {
    const life = createLifecycle({ logger: silentLogger() });
    let closed = false;
    const starting = life.start(async (signal) => {
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
      await aborted;
      life.onStop({ phase: 'servers', title: 'server', run: () => (closed = true) });
    });
    await life.stop('early');
    await starting;
    expect(closed).toBe(true);
    expect(life.path).toEqual(['initialized', 'starting', 'draining', 'stopped']);
  });

  test('of a failed start ends stopped, with the error of the start', async () => {
    const life = createLifecycle({ logger: silentLogger() });
    await expect(life.start(() => Promise.reject(new Error('port taken')))).rejects.toThrow('port taken');
    expect(life.path).toEqual(['initialized', 'starting', 'draining', 'stopped']);
  });

  test("goes one way: a second start throws, a second stop has the first one's outcome", async () => {
    const life = createLifecycle({ logger: silentLogger() });
    await life.start(async () => {});
    await expect(life.start(async () => {})).rejects.toThrow(/starts once/);
    expect(await life.stop('a')).toBe(await life.stop('b'));
    expect(() => life.onStop({ phase: 'servers', title: 'late', run: () => {} })).toThrow(
      /comes after the stop/,
    );
  });
});

describe('the stop (reliability 14)', () => {
  test('runs the phases in order, whatever the order of registration', async () => {
    const life = createLifecycle({ logger: silentLogger() });
    const ran: string[] = [];
    for (const phase of [...STOP_PHASES].reverse())
      life.onStop({ phase, title: phase, run: () => ran.push(phase) });
    await life.stop('test');
    expect(ran).toEqual(STOP_PHASES);
  });

  test('a step that throws or hangs is named, and positions are saved all the same', async () => {
    const { logger, lines } = captureLog();
    const life = createLifecycle({ logger, budgetMs: 200 });
    let saved = false;
    life.onStop({ phase: 'consumers', title: 'scoring reader', run: never });
    life.onStop({
      phase: 'buffers',
      title: 'publisher',
      run: () => {
        throw new Error('broken pipe');
      },
    });
    life.onStop({ phase: 'positions', title: 'positions', run: () => (saved = true) });
    const startedAtMs = performance.now();
    const { clean, steps } = await life.stop('test');
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    expect(clean).toBe(false);
    expect(saved).toBe(true);
    expect(steps.map((step) => [step.title, step.result])).toEqual([
      ['scoring reader', 'timed_out'],
      ['publisher', 'failed'],
      ['positions', 'done'],
    ]);
    expect(lines.filter((line) => line['level'] === 'error').map((line) => line['step'])).toEqual([
      'scoring reader',
      'publisher',
    ]);
  });

  test('does not wait for ever on a start that ignores its signal', async () => {
    const life = createLifecycle({ logger: silentLogger(), budgetMs: 100 });
    void life.start(never);
    expect(await life.stop('test')).toMatchObject({ clean: true });
    expect(life.state).toBe('stopped');
  });
});
