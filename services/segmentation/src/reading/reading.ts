import type { ZoneTime } from '@perennial/calendar';
import type { Condition } from '@perennial/conditions';
import type { AsOf, FactsReader } from '@perennial/facts';
import {
  countNodes,
  type Explanation,
  JudgeAll,
  type JudgeContext,
  scanCondition,
  sizeHistory,
  type ValidUntil,
} from '@perennial/segments';
import type { MissingSource } from '../domain/missing-sources.ts';
import type { MoneyUnits } from '../tenant-units.ts';
import { type Reach, reachOf } from './reach.ts';

/** The numbers of a tree. */
export interface Counts {
  /** By the node's path; the root is ''. */
  byPath: ReadonlyMap<string, number>;
  /** Customers at the instant altogether. */
  allCustomers: number;
  /** Of the members. */
  reach: Reach;
}

/** Size at an instant. */
export interface SizeAt {
  atMs: number;
  count: number;
}

export interface ReadingOptions {
  /** As people wrote it. */
  condition: Condition;
  /** The same with the conditions of other segments in it. */
  expanded: Condition;
  definitionVersion: number;
  asOf: AsOf;
  facts: FactsReader;
  factsPosition: number;
  units: MoneyUnits;
  zone: ZoneTime;
  context: JudgeContext;
  /** What a part of the condition asks for and is not there. */
  missingOf(node: Condition): readonly MissingSource[];
}

/** The greatest evidence of a node that answers show. */
const MAX_EVIDENCE = 20;

/** One condition over one tenant's facts at an instant. */
export class Reading {
  readonly condition: Condition;
  readonly definitionVersion: number;
  readonly asOf: AsOf;
  readonly facts: FactsReader;
  readonly factsPosition: number;
  readonly units: MoneyUnits;
  readonly zone: ZoneTime;
  /** What the condition asks for and is not there. */
  readonly missing: readonly MissingSource[];
  readonly missingOf: ReadingOptions['missingOf'];
  readonly #expanded: Condition;
  readonly #context: JudgeContext;
  #judge: JudgeAll | undefined;

  constructor(options: ReadingOptions) {
    this.condition = options.condition;
    this.definitionVersion = options.definitionVersion;
    this.asOf = options.asOf;
    this.facts = options.facts;
    this.factsPosition = options.factsPosition;
    this.units = options.units;
    this.zone = options.zone;
    this.missingOf = options.missingOf;
    this.missing = options.missingOf(options.condition);
    this.#expanded = options.expanded;
    this.#context = options.context;
  }

  /** @throws the signal's reason when it is cancelled; so do the others that take one */
  async count(signal: AbortSignal): Promise<Counts> {
    const { nodes, members, customers } = await countNodes(this.#expanded, this.#context, this.asOf, {
      signal,
    });
    const byPath = new Map(nodes.map(({ path, count }) => [path, count]));
    const reach = await reachOf(members, this.facts, this.#context, this.asOf, { signal });
    return { byPath, allCustomers: customers, reach };
  }

  /** Customer indexes, ascending. */
  async members(signal: AbortSignal): Promise<Uint32Array> {
    const set = await scanCondition(this.#expanded, this.#context, this.asOf, { signal });
    return Uint32Array.from(set.list());
  }

  /** At the start of each of so many local days, the last one being today's, and at the instant itself. */
  async sizes(days: number, signal: AbortSignal): Promise<SizeAt[]> {
    const instants = [...dayStarts(this.zone, this.asOf.at, days), this.asOf.at];
    const sizes = await sizeHistory(this.#expanded, this.#context, instants, { signal });
    return instants.map((atMs, place) => ({ atMs, count: sizes[place] ?? 0 }));
  }

  isMember(customer: number): boolean {
    return this.#one().judge(0, customer, this.asOf);
  }

  /** First instant at which time alone turns the verdict; undefined when it never does. */
  validUntil(customer: number): number | undefined {
    return turnOf(this.#one().validUntil(0, customer, this.asOf.at));
  }

  /** Since when the verdict has held, by what is known now; undefined when it was never otherwise. */
  since(customer: number): number | undefined {
    return this.#one().memberSince(0, customer, this.asOf.at).sinceMs;
  }

  explain(customer: number): Explanation {
    return this.#one().explain(0, customer, this.asOf, MAX_EVIDENCE);
  }

  #one(): JudgeAll {
    this.#judge ??= new JudgeAll([this.condition], this.#context);
    return this.#judge;
  }
}

function turnOf({ untilMs, turns }: ValidUntil): number | undefined {
  return turns ? untilMs : undefined;
}

/** Oldest first. */
function dayStarts(zone: ZoneTime, atMs: number, days: number): number[] {
  const starts: number[] = [];
  for (let startMs = zone.startOfDay(atMs); starts.length < days; startMs = zone.startOfDay(startMs - 1))
    starts.unshift(startMs);
  return starts;
}
