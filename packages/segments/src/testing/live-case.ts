import { ZoneTime } from '@perennial/calendar';
import type { Condition } from '@perennial/conditions';
import { type FactRecord, Facts } from '@perennial/facts';
import type { BoardStart, Touch } from '@perennial/live';
import fc from 'fast-check';
import type { LearnedGroups } from '../groups/facts-groups.ts';
import {
  CHANNELS_ID,
  type FollowedChannels,
  type FollowedGroups,
  type FollowedModel,
  type FollowedSegment,
  GROUPS_ID,
  MODEL_ID,
} from '../live/followed-definition.ts';
import { groupsOpener } from '../live/open-groups.ts';
import { SegmentBoard } from '../live/segment-board.ts';
import { NO_SEGMENTS, type SegmentState } from '../live/segment-state.ts';
import type { Transition } from '../live/transition.ts';
import { learnedGroups } from './arbitrary-groups.ts';
import { consentingHistories } from './arbitrary-histories.ts';
import { affinityLeaves, channelLeaves, questions } from './arbitrary-questions.ts';
import { swayedBeliefs } from './known-channels.ts';
import { earlyThenLate, hastyForecast } from './known-readers.ts';
import { LiveOracle } from './live-oracle.ts';

const HOUR_MS = 3_600_000;

type Step =
  | { do: 'put'; id: string; condition: Condition }
  | { do: 'remove'; id: string }
  | { do: 'train'; r: number }
  | { do: 'learn'; learned: LearnedGroups }
  | { do: 'fit'; turn: number }
  /** After a stop, or a crash that leaves no image behind. */
  | { do: 'restart'; isStopped: boolean }
  /** Takes in so many of the records to come. */
  | { do: 'take'; records: number };

/** A life of a shop: what happens at which hours. */
export interface LiveCase {
  history: FactRecord[];
  steps: { afterMs: number; step: Step }[];
  timeZone: string;
}

/** Questions that time turns within the hours of a case. */
const turningSoon: fc.Arbitrary<Condition> = fc
  .record({
    rows: fc.constantFrom('line' as const, 'order' as const, 'visit' as const),
    window: fc.record({
      kind: fc.constantFrom('last' as const, 'ago' as const),
      span: fc.record({ amount: fc.integer({ min: 1, max: 9 }), unit: fc.constant('hour' as const) }),
    }),
    sum: fc.option(fc.constantFrom(1, 5_000), { nil: undefined }),
  })
  .map(({ rows, window, sum }): Condition => {
    const leaf = {
      kind: 'rows',
      set: { rows, eventTypes: [], window },
      quantifier: 'any',
      perOrder: false,
    } as const;
    if (sum === undefined || rows === 'visit') return leaf;
    const test = { op: 'range', low: sum, lowInclusive: true, highInclusive: false } as const;
    return { ...leaf, measure: { measure: 'sum', test } };
  });
/** Questions that a hit turns which becomes known after the order. */
const broughtBy: fc.Arbitrary<Condition> = fc
  .record({
    rows: fc.constantFrom('line' as const, 'order' as const),
    values: fc.subarray(['adv', 'email', 'direct'], { minLength: 1, maxLength: 2 }),
    quantifier: fc.constantFrom('any' as const, 'only' as const),
  })
  .map(({ rows, values, quantifier }): Condition => {
    const filter = { kind: 'field', field: 'source', test: { op: 'in', values } } as const;
    return { kind: 'rows', set: { rows, eventTypes: [], filter }, quantifier, perOrder: false };
  });
const conditions = fc.oneof(
  { weight: 3, arbitrary: questions },
  { weight: 3, arbitrary: turningSoon },
  { weight: 2, arbitrary: broughtBy },
  { weight: 1, arbitrary: affinityLeaves },
  { weight: 1, arbitrary: channelLeaves },
);

/** Segments name each other: `a` may name `odd`, which the questions ask for. */
const ids = fc.constantFrom('odd', 'a', 'b');
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('take' as const), records: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('put' as const), id: ids, condition: conditions }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), id: ids }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('train' as const), r: fc.constantFrom(6, 9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('learn' as const), learned: learnedGroups }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fit' as const), turn: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), isStopped: fc.boolean() }) },
);

/** Random records in waves, some late, some from the future, with edits and restarts between. */
export const liveCases: fc.Arbitrary<LiveCase> = fc.record({
  history: consentingHistories,
  steps: fc.array(
    fc.record({
      afterMs: fc.constantFrom(0, 0.5, 1, 2, 5, 30, 170).map((hours) => hours * HOUR_MS),
      step: steps,
    }),
    { minLength: 4, maxLength: 14 },
  ),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
});

export interface LiveLife {
  /** What the board told and what it should have told, step by step. */
  told: Transition[][];
  expected: Transition[][];
}

/** Lives through a case with a board, and by brute force beside it. */
export function live({ history, steps: all, timeZone }: LiveCase): LiveLife {
  const facts = new Facts();
  const zone = new ZoneTime(timeZone);
  const told = new Map<string, LearnedGroups>();
  const openBoard = (start: BoardStart<SegmentState>): SegmentBoard =>
    new SegmentBoard(
      {
        facts,
        zone,
        openScores: () => earlyThenLate,
        openGroups: groupsOpener(facts, (etag) => told.get(etag)),
      },
      start,
    );
  const oracle = new LiveOracle({ facts, zone, scores: earlyThenLate, history });
  let segments = openBoard({ state: NO_SEGMENTS, atMs: 0, toldMs: 0, customers: 'unknown' });
  const life: LiveLife = { told: [], expected: [] };
  const coming = [...history];
  let atMs = 0;
  for (const [number, { afterMs, step }] of all.entries()) {
    atMs += afterMs;
    life.told.push(advanced(segments, atMs));
    life.expected.push(oracle.advance(atMs));
    if (step.do === 'restart') {
      const { state, toldMs } = segments;
      const image = step.isStopped ? segments.image() : undefined;
      segments = openBoard({ state, atMs, toldMs, customers: 'known', ...(image && { image }) });
    } else if (step.do === 'take') {
      const { touches, catalogue } = takeIn(facts, coming.splice(0, step.records), number);
      life.told.push([...segments.judgeTouched(touches, atMs, catalogue), ...advanced(segments, atMs)]);
      life.expected.push(oracle.take(touches, catalogue));
    } else if (step.do === 'put') {
      // A segment of a circle would be judged by members of before; services refuse circles.
      if (names(step.condition, 'odd') && step.id === 'odd') continue;
      const saved = definition(step.id, step.condition, number, atMs);
      life.told.push([...segments.put(saved, atMs), ...advanced(segments, atMs)]);
      life.expected.push(oracle.put(saved));
    } else if (step.do === 'train') {
      const saved = model(step.r, atMs);
      life.told.push([...segments.put(saved, atMs), ...advanced(segments, atMs)]);
      life.expected.push(oracle.train(saved));
    } else if (step.do === 'learn') {
      const saved = groupsOf(step.learned, number, atMs);
      told.set(saved.etag, step.learned);
      life.told.push([...segments.put(saved, atMs), ...advanced(segments, atMs)]);
      life.expected.push(oracle.learn(saved, step.learned));
    } else if (step.do === 'fit') {
      const saved = channelsOf(step.turn, atMs);
      life.told.push([...segments.put(saved, atMs), ...advanced(segments, atMs)]);
      life.expected.push(oracle.fit(saved));
    } else {
      const left = segments.remove(`segment:${step.id}`, atMs);
      life.told.push([...left, ...advanced(segments, atMs)]);
      life.expected.push(oracle.remove(step.id));
    }
  }
  return life;
}

function advanced(board: SegmentBoard, atMs: number): Transition[] {
  const told: Transition[] = [];
  for (let step = board.advance(atMs); step !== undefined; step = board.advance(atMs)) told.push(...step);
  return told;
}

function definition(id: string, condition: Condition, number: number, atMs: number): FollowedSegment {
  return { of: 'segment', id, version: number, etag: `e${number}`, updatedAtMs: atMs, condition };
}

/** Models that are equal have one etag, as after a roll-back. */
function model(r: number, atMs: number): FollowedModel {
  const forecast = hastyForecast(r, r);
  return { of: 'model', id: MODEL_ID, etag: `m${r}`, updatedAtMs: atMs, forecast };
}

function groupsOf(learned: LearnedGroups, number: number, atMs: number): FollowedGroups {
  const { version } = learned;
  return { of: 'groups', id: GROUPS_ID, etag: `g${number}`, updatedAtMs: atMs, version, learned };
}

function channelsOf(turn: number, atMs: number): FollowedChannels {
  const beliefs = swayedBeliefs(turn);
  return { of: 'channels', id: CHANNELS_ID, etag: `c${turn}`, updatedAtMs: atMs, version: turn, beliefs };
}

function names(condition: Condition, id: string): boolean {
  return JSON.stringify(condition).includes(`"member","of":"segment","id":"${id}"`);
}

const TYPES: Readonly<Partial<Record<FactRecord['kind'], string>>> = {
  order: 'order_completed',
  cancellation: 'order_cancelled',
  refund: 'order_refunded',
  event: 'behaviour_recorded',
  attributes: 'customer_identified',
  'node-moved': 'identity_moved',
};

function takeIn(
  facts: Facts,
  records: readonly FactRecord[],
  stepNumber: number,
): { touches: Map<number, Touch>; catalogue: Touch | undefined } {
  const touches = new Map<number, Touch>();
  let catalogue: Touch | undefined;
  for (const [i, record] of records.entries()) {
    const touch = { ...causeOf(record), eventId: `${stepNumber}-${i}`, timeMs: timeOf(record) };
    if (record.kind === 'product' || record.kind === 'store') catalogue = touch;
    for (const customer of facts.applyBatch([record])) {
      const before = touches.get(customer)?.messageTypes ?? [];
      const messageTypes = new Set([...before, `perennial.${TYPES[record.kind]}.v1`]);
      touches.set(customer, { ...touch, messageTypes });
    }
  }
  return { touches, catalogue };
}

function causeOf({ kind }: FactRecord): Pick<Touch, 'cause'> {
  if (kind === 'node-moved') return { cause: 'identity' };
  return { cause: kind === 'refund' || kind === 'cancellation' ? 'refund' : 'event' };
}

function timeOf(record: FactRecord): number {
  return 'time' in record ? record.time : 0;
}
