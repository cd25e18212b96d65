/** A verdict at an instant, and the first instant after it at which time alone may turn it; ∞ when it never does. */
export interface VerdictAt {
  verdict: boolean;
  nextMs: number;
  /** It took a look at all customers. */
  hasAskedEverybody: boolean;
}

/** When a verdict ends. */
export interface ValidUntil {
  /** ∞: time alone never turns it. */
  untilMs: number;
  /** True when it turns then; false when it has to be asked again then (or never). */
  turns: boolean;
}

/** When the run of a verdict began. */
export interface RunStart {
  /** Absent: it has held as long as there are facts. */
  sinceMs?: number;
  /** False when looking further back was given up at `sinceMs`. */
  complete: boolean;
}

const MAX_STEPS = 10_000;
/** A week of days, as a step that looks at all customers takes so much longer. */
const STEPS_OF_EVERYBODY = MAX_STEPS / 8;
const FIRST_LOOK_BACK_MS = 86_400_000;
const FURTHER = 4;

/** Goes from instant to instant until the verdict really turns. */
export function validUntil(ask: (at: number) => VerdictAt, at: number): ValidUntil {
  const { verdict, nextMs } = ask(at);
  let next = nextMs;
  for (let steps = 0; steps < MAX_STEPS && next < Number.POSITIVE_INFINITY; ) {
    const then = ask(next);
    if (then.verdict !== verdict) return { untilMs: next, turns: true };
    next = then.nextMs;
    steps += stepsOf(then);
  }
  return { untilMs: next, turns: false };
}

/**
 * Looks back over longer and longer stretches until one holds the turn.
 * @param beginningMs nothing turned before
 */
export function runStart(ask: (at: number) => VerdictAt, at: number, beginningMs: number): RunStart {
  const { verdict } = ask(at);
  let upperMs = at;
  let stepsLeft = MAX_STEPS;
  for (let backMs = FIRST_LOOK_BACK_MS; upperMs >= beginningMs; backMs *= FURTHER) {
    const fromMs = Math.max(upperMs - backMs, beginningMs - 1);
    const course = lastTurn(ask, fromMs, upperMs, verdict, stepsLeft);
    if (course === undefined) return { sinceMs: upperMs, complete: false };
    if (course.turnMs !== undefined) return { sinceMs: course.turnMs, complete: true };
    stepsLeft -= course.steps;
    upperMs = fromMs;
  }
  return { complete: true };
}

/** The last instant in (from, to] at which the verdict became this one; undefined where that takes more steps than are left. */
function lastTurn(
  ask: (at: number) => VerdictAt,
  fromMs: number,
  toMs: number,
  verdict: boolean,
  stepsLeft: number,
): { turnMs: number | undefined; steps: number } | undefined {
  let turnMs: number | undefined;
  let before = ask(fromMs);
  let steps = stepsOf(before);
  for (let nextMs = before.nextMs; nextMs <= toMs; nextMs = before.nextMs) {
    if (steps >= stepsLeft) return undefined;
    const now = ask(nextMs);
    steps += stepsOf(now);
    if (now.verdict !== verdict) turnMs = undefined;
    else if (before.verdict !== verdict) turnMs = nextMs;
    before = now;
  }
  return { turnMs, steps };
}

function stepsOf({ hasAskedEverybody }: VerdictAt): number {
  return hasAskedEverybody ? STEPS_OF_EVERYBODY : 1;
}
