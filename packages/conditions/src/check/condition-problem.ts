/** One thing that is wrong with a tree: where, what, and what to do. */
export interface ConditionProblem {
  /** Place in the tree: `all[1].not.rows.set.filter`. Empty for the whole. */
  path: string;
  message: string;
  fix: string;
}

/** A tree is refused; says each thing that is wrong with it. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  readonly problems: readonly ConditionProblem[];

  constructor(problems: readonly ConditionProblem[]) {
    super(problems.map(sentence).join(' '));
    this.problems = problems;
  }
}

function sentence({ path, message, fix }: ConditionProblem): string {
  return `${path === '' ? 'The condition' : path}: ${message}. ${fix}.`;
}

/** More are not told: who has made so many mistakes mends these first. */
const MOST_PROBLEMS = 50;

/** Collects problems while a tree is walked; knows where in the tree the walk is. */
export class Findings {
  readonly problems: ConditionProblem[];
  readonly path: string;

  constructor(path = '', problems: ConditionProblem[] = []) {
    this.path = path;
    this.problems = problems;
  }

  /** The same findings, one step further down: a name or a `[place]` in a list. */
  at(step: string | number): Findings {
    if (typeof step === 'number') return new Findings(`${this.path}[${step}]`, this.problems);
    return new Findings(this.path === '' ? step : `${this.path}.${step}`, this.problems);
  }

  report(message: string, fix: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path: this.path, message, fix });
  }
}
