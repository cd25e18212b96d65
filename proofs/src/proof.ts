/** One figure of a proof, beside what it must reach. */
export interface Figure {
  name: string;
  value: number | string;
  unit?: string;
  /** What it must reach, for people, e.g. "≥ 20,000". */
  aim?: string;
  /** False where it falls short; absent where there is no aim. */
  holds?: boolean;
}

export interface ProofContext {
  /** Says what is going on, on standard error. */
  say(line: string): void;
  /** Arguments after the proof's name. */
  args: readonly string[];
}

export interface Proof {
  name: string;
  title: string;
  /** Ends in a minute or two: continuous integration runs it. */
  short: boolean;
  run(context: ProofContext): Promise<Figure[]>;
}

/** A figure that must be at least `aim`. */
export function atLeast(name: string, value: number, aim: number, unit = ''): Figure {
  return { name, value, unit, aim: `≥ ${format(aim)}`, holds: value >= aim };
}

/** A figure that must be at most `aim`. */
export function atMost(name: string, value: number, aim: number, unit = ''): Figure {
  return { name, value, unit, aim: `≤ ${format(aim)}`, holds: value <= aim };
}

/** A figure that must be exactly `aim`. */
export function exactly(name: string, value: number | string, aim: number | string, unit = ''): Figure {
  return { name, value, unit, aim: `= ${format(aim)}`, holds: value === aim };
}

/** A figure to know, without an aim. */
export function measured(name: string, value: number | string, unit = ''): Figure {
  return { name, value, unit };
}

export function format(value: number | string): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 3 : 1 });
}
