/**
 * The order in which a process stops. Readiness first, so that nobody sends new work; positions after all that
 * may still move them; the connections that everything used, last.
 */
export const STOP_PHASES = [
  'readiness',
  'consumers',
  'buffers',
  'servers',
  'positions',
  'connections',
] as const;

/** When in a stop a step runs. */
export type StopPhase = (typeof STOP_PHASES)[number];

/** One thing to do when the process stops. */
export interface StopStep {
  readonly phase: StopPhase;
  /** Named in the log when it fails or takes too long. */
  readonly title: string;
  /** Gets the time that it may take. */
  readonly run: (budgetMs: number) => Promise<unknown> | unknown;
}

/** What became of one step. */
export interface StepOutcome {
  readonly phase: StopPhase;
  readonly title: string;
  readonly result: 'done' | 'failed' | 'timed_out';
  readonly cause?: unknown;
}

async function runStep(step: StopStep, budgetMs: number): Promise<StepOutcome> {
  const { phase, title } = step;
  const { promise: late, resolve } = Promise.withResolvers<StepOutcome>();
  const timer = setTimeout(() => resolve({ phase, title, result: 'timed_out' }), budgetMs);
  const work = (async (): Promise<StepOutcome> => {
    try {
      await step.run(budgetMs);
      return { phase, title, result: 'done' };
    } catch (cause) {
      return { phase, title, result: 'failed', cause };
    }
  })();
  const outcome = await Promise.race([work, late]);
  clearTimeout(timer);
  return outcome;
}

/**
 * Runs all steps, phase by phase, those of one phase together. A phase may use half of the time left (the last: all), so
 * that one that hangs cannot keep positions from being saved.
 */
export async function runStopSteps(steps: readonly StopStep[], budgetMs: number): Promise<StepOutcome[]> {
  const endsAtMs = performance.now() + budgetMs;
  const outcomes: StepOutcome[] = [];
  for (const phase of STOP_PHASES) {
    const leftMs = Math.max(0, endsAtMs - performance.now());
    const phaseBudgetMs = phase === STOP_PHASES.at(-1) ? leftMs : leftMs / 2;
    const ofPhase = steps.filter((step) => step.phase === phase);
    outcomes.push(...(await Promise.all(ofPhase.map((step) => runStep(step, phaseBudgetMs)))));
  }
  return outcomes;
}
