import type { Message } from '@perennial/bus';
import type { FactsHost } from '../facts-host.ts';
import type { FollowerBench, RunOver } from './follower-bench.ts';
import { Killer } from './killable.ts';

/** A run of a service that can be started and stopped. */
export interface MortalRun extends Pick<FactsHost, 'reached' | 'stop'> {
  start(): Promise<void>;
}

/** A bench on which a service is run. */
export interface MortalBench<Run extends MortalRun> extends FollowerBench {
  /** Another run on the same data, to be started. */
  run(over?: RunOver): Run;
}

export interface Life<Run extends MortalRun, Step> {
  open(): Promise<MortalBench<Run>>;
  steps: readonly Step[];
  /** Does a step; done again after a kill it does only what is not done yet. */
  live(run: Run, step: Step): Promise<void>;
}

export interface LivedLife {
  /** What was told, in an order that does not depend on which customer came first. */
  told: string[];
  ids: string[];
  /** Of the first run's calls, two a call. */
  steps: number;
}

/** Lives through all steps; the first run is killed at a step of its calls, a second one goes on where it was. */
export async function lifeWithKill<Run extends MortalRun, Step>(
  life: Life<Run, Step>,
  killAt: number,
): Promise<LivedLife> {
  const bench = await life.open();
  const killer = new Killer(killAt);
  const facts = { stopTimeoutMs: 0 };
  const mortal = bench.run({ bus: killer.bus(bench.bus), store: killer.store(bench.store), facts });
  let run = mortal;
  const survives = async (task: () => Promise<void>): Promise<boolean> => {
    if (run !== mortal) return await task().then(() => true);
    const end = task().catch((error: unknown) => {
      if (!killer.killed) throw error;
    });
    await Promise.race([end, killer.dead]);
    return !killer.killed;
  };
  try {
    await survives(() => mortal.start());
    for (const step of life.steps) {
      if (await survives(() => life.live(run, step))) continue;
      await mortal.stop();
      bench.clock.forgetAlarms();
      run = bench.run({ facts });
      await run.start();
      await run.reached((await bench.bus.state('EVENTS')).lastSequence);
      await life.live(run, step);
    }
    const changes = await bench.changes();
    return { told: toldBy(changes), ids: changes.map(({ id }) => id), steps: killer.steps };
  } finally {
    await run.stop();
    await bench.close();
  }
}

/** What was told twice, not at all or too much by a life that was killed, beside one that was not; empty where they agree. */
export function differencesOf(whole: LivedLife, broken: LivedLife): Record<string, string[]> {
  const differences = {
    twice: broken.ids.filter((id, place) => broken.ids.indexOf(id) !== place),
    missing: whole.told.filter((line) => !broken.told.includes(line)),
    extra: broken.told.filter((line) => !whole.told.includes(line)),
  };
  return Object.fromEntries(Object.entries(differences).filter(([, lines]) => lines.length > 0));
}

function toldBy(changes: readonly Message[]): string[] {
  return changes
    .map(({ id, headers, data }) => `${headers['ce-time']} ${id} ${Buffer.from(data).toString('hex')}`)
    .sort();
}
