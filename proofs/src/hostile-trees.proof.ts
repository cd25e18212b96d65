import { ZoneTime } from '@perennial/calendar';
import {
  attributeTest,
  ConditionError,
  ConditionTextError,
  checkCondition,
  conditionFromJson,
  conditionToJson,
  parseCondition,
  pathTest,
  printCondition,
  type ValueTest,
} from '@perennial/conditions';
import { conditions } from '@perennial/conditions/testing';
import fc from 'fast-check';
import { foreignPart } from './allowed-operators.ts';
import { hugeJson, mutatedJson } from './hostile-json.ts';
import { hostilePattern, longText } from './hostile-patterns.ts';
import { hugeText, mutatedText, oneOf, randomBytes, wordSoup } from './hostile-texts.ts';
import { atLeast, atMost, exactly, type Figure, measured, type Proof } from './proof.ts';
import { Shuffler } from './shuffler.ts';

const INPUTS = 1_000_000;
const INPUTS_SHORT = 20_000;
const SLOWEST_MS = 50;
/** A huge input is one in so many: each costs as much as a hundred others. */
const HUGE_EVERY = 100;
const MODELS = 400;
const LANGUAGE = { currency: 'EUR', minorPerUnit: 100 };
const AT = { atMs: Date.UTC(2026, 10, 22), zone: new ZoneTime('Europe/Berlin') };

/** One input: asks a reader, whose answer is a tree or undefined. The attempt keeps a repetition from being answered from a cache. */
type Ask = (attempt: number) => unknown;

interface Tally {
  accepted: number;
  refused: number;
  crashes: string[];
  foreign: string[];
  slow: string[];
  slowestMs: number;
}

export const proof: Proof = {
  name: 'hostile-trees',
  title: 'fuzzed texts, JSON and patterns: no crash, no time-out, nothing outside the allowed operators',
  short: true,
  async run({ say, args }): Promise<Figure[]> {
    const seed = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1);
    const inputs = args.includes('--short') ? INPUTS_SHORT : INPUTS;
    say(`seed ${seed}, ${inputs.toLocaleString('en')} inputs`);
    const tally: Tally = { accepted: 0, refused: 0, crashes: [], foreign: [], slow: [], slowestMs: 0 };
    const asks = inputsOf(new Shuffler(seed), modelsOf(seed));
    for (let input = 1; input <= inputs; input += 1) {
      judge(asks(), `input ${input}`, tally);
      if (input % (inputs / 10) === 0)
        say(`${input.toLocaleString('en')}: slowest ${tally.slowestMs.toFixed(1)} ms`);
    }
    for (const line of [...tally.crashes, ...tally.foreign, ...tally.slow].slice(0, 20)) say(line);
    return figuresOf(seed, inputs, tally);
  },
};

function figuresOf(seed: number, inputs: number, tally: Tally): Figure[] {
  return [
    measured('seed', seed),
    measured('inputs', inputs),
    atLeast('inputs that were read', tally.accepted, inputs / 100),
    atLeast('inputs that were refused with a reason', tally.refused, inputs / 100),
    exactly('crashes', tally.crashes.length, 0),
    exactly('trees with anything outside the allowed operators', tally.foreign.length, 0),
    exactly('properties that every object got', Object.keys(Object.prototype).length, 0),
    atMost('slowest input', tally.slowestMs, SLOWEST_MS, 'ms'),
  ];
}

function judge(ask: Ask, name: string, tally: Tally): void {
  let tookMs = timed(ask, 0, name, tally);
  // A pause of the machine is no property of an input: only what is slow each time is slow.
  for (let attempt = 1; attempt <= 3 && tookMs > SLOWEST_MS; attempt += 1)
    tookMs = Math.min(tookMs, timed(ask, attempt, name, tally));
  tally.slowestMs = Math.max(tally.slowestMs, tookMs);
  if (tookMs > SLOWEST_MS) tally.slow.push(`${name}: ${tookMs.toFixed(1)} ms`);
}

function timed(ask: Ask, attempt: number, name: string, tally: Tally): number {
  const startedAt = performance.now();
  let tree: unknown;
  let refused = false;
  try {
    tree = ask(attempt);
  } catch (error) {
    refused = true;
    if (!isRefusal(error))
      tally.crashes.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const tookMs = performance.now() - startedAt;
  if (attempt > 0) return tookMs;
  if (refused) tally.refused += 1;
  else tally.accepted += 1;
  const foreign = foreignPart(tree);
  if (foreign !== undefined) tally.foreign.push(`${name}: ${foreign}`);
  return tookMs;
}

function isRefusal(error: unknown): boolean {
  return error instanceof ConditionTextError || error instanceof ConditionError;
}

/** Well-formed trees, as texts and as JSON, from which mutants are made. */
function modelsOf(seed: number): { texts: string[]; jsons: string[] } {
  const trees = fc.sample(conditions, { seed, numRuns: MODELS });
  return {
    texts: trees.map((tree) => printCondition(tree, LANGUAGE)),
    jsons: trees.map((tree) => JSON.stringify(conditionToJson(tree))),
  };
}

function inputsOf(shuffler: Shuffler, { texts, jsons }: ReturnType<typeof modelsOf>): () => Ask {
  const usual: readonly (() => Ask)[] = [
    () => readsText(randomBytes(shuffler)),
    () => readsText(wordSoup(shuffler)),
    () => readsText(mutatedText(oneOf(texts, shuffler), shuffler)),
    () => readsText(mutatedText(oneOf(texts, shuffler), shuffler)),
    () => readsJson(mutatedJson(oneOf(jsons, shuffler), shuffler)),
    () => readsJson(mutatedJson(oneOf(jsons, shuffler), shuffler)),
    () => filters(hostilePattern(shuffler), longText(shuffler)),
  ];
  const huge = [() => readsText(hugeText(shuffler)), () => readsJson(hugeJson(shuffler))];
  return () => oneOf(shuffler.below(HUGE_EVERY) === 0 ? huge : usual, shuffler)();
}

function readsText(text: string): Ask {
  return () => parseCondition(text, LANGUAGE);
}

/** JSON that is none stands as a text. */
function readsJson(text: string): Ask {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = text;
  }
  return () => conditionFromJson(json);
}

/** What is asked of the check, and, where it lets the pattern through, of the tests of values. */
function filters(pattern: string, text: string): Ask {
  return (attempt) => {
    const test = { op: 'matches', pattern: pattern + '(?:)'.repeat(attempt) } as const satisfies ValueTest;
    const problems = checkCondition({ kind: 'attribute', name: 'a', test });
    if (problems.length > 0) throw new ConditionError(problems);
    attributeTest(test, AT)(text);
    attributeTest({ op: 'contains', value: pattern }, AT)(text);
    attributeTest({ op: 'older', amount: 1, unit: 'day' }, AT)(text);
    pathTest({ op: 'in', values: [pattern] })([text, pattern]);
    return { kind: 'attribute', name: 'a', test };
  };
}
