import type { ZoneTime } from '@perennial/calendar';
import type { ChannelBeliefs } from '@perennial/channel-choice';
import type { FactRecord, FactsReader } from '@perennial/facts';
import { type Forecaster, openForecaster } from '@perennial/forecasts';
import type { Origin, Touch } from '@perennial/live';
import type { LearnedGroups } from '../groups/facts-groups.ts';
import type {
  FollowedChannels,
  FollowedGroups,
  FollowedModel,
  FollowedSegment,
} from '../live/followed-definition.ts';
import type { Transition } from '../live/transition.ts';
import type { MemberReader, ScoreReader } from '../readers.ts';
import { interpret } from './interpreter.ts';
import { turningInstants } from './turning-instants.ts';

export interface LiveOracleOptions {
  facts: FactsReader;
  zone: ZoneTime;
  scores: ScoreReader;
  /** All records that are ever taken in. */
  history: readonly FactRecord[];
}

/** Membership by brute force: the interpreter asked of everybody at every instant at which anything can turn. */
export class LiveOracle {
  readonly #options: LiveOracleOptions;
  readonly #definitions = new Map<string, FollowedSegment>();
  /** `<segment>/<customer index>` of the members who were told. */
  #members = new Set<string>();
  /** Of models and groups, by id. */
  readonly #edits = new Map<string, number>();
  #forecaster: Forecaster | undefined;
  #learned: LearnedGroups | undefined;
  #beliefs: ChannelBeliefs | undefined;
  #atMs = 0;
  #toldMs = 0;

  constructor(options: LiveOracleOptions) {
    this.#options = options;
  }

  advance(toMs: number): Transition[] {
    const { history, zone } = this.#options;
    const instants = new Set(
      [...this.#definitions.values()].flatMap(({ condition }) => turningInstants(condition, history, zone)),
    );
    const due = [...instants].filter((ms) => ms > this.#atMs && ms <= toMs).sort((a, b) => a - b);
    const told = due.flatMap((atMs) => {
      this.#atMs = atMs;
      const turned = this.#turns(this.#known(), () => byTime(atMs));
      if (turned.length > 0) this.#toldMs = atMs;
      return turned;
    });
    this.#atMs = toMs;
    return told;
  }

  take(touches: ReadonlyMap<number, Touch>, catalogue: Touch | undefined): Transition[] {
    const last = catalogue ?? [...touches.values()].at(-1);
    const told = this.#turns(this.#known(), (customer) => {
      const touch = touches.get(customer) ?? last;
      if (touch === undefined) throw new Error(`nothing touched customer ${customer}, who turned`);
      const { cause, eventId, timeMs } = touch;
      const happenedMs = Math.min(this.#atMs, Math.max(timeMs, this.#toldMs));
      return { cause, key: eventId, eventId, timeMs: happenedMs, judgedMs: this.#atMs };
    });
    this.#toldMs = this.#atMs;
    return told;
  }

  put(saved: FollowedSegment): Transition[] {
    this.#definitions.set(saved.id, saved);
    return this.#edited(`d${saved.etag}`);
  }

  train({ etag, id, forecast }: FollowedModel): Transition[] {
    this.#forecaster = openForecaster(forecast);
    return this.#told(id, etag);
  }

  learn({ etag, id }: FollowedGroups, learned: LearnedGroups): Transition[] {
    this.#learned = learned;
    return this.#told(id, etag);
  }

  fit({ etag, id, beliefs }: FollowedChannels): Transition[] {
    this.#beliefs = beliefs;
    return this.#told(id, etag);
  }

  remove(id: string): Transition[] {
    const removed = this.#definitions.get(id);
    this.#definitions.delete(id);
    return removed === undefined ? [] : this.#edited(`r${removed.etag}`, removed);
  }

  /** What has the etag of before is another edit all the same. */
  #told(id: string, etag: string): Transition[] {
    const edits = (this.#edits.get(id) ?? 0) + 1;
    this.#edits.set(id, edits);
    return this.#edited(`d${etag}.${edits}`);
  }

  #edited(key: string, removed?: FollowedSegment): Transition[] {
    const origin: Origin = { cause: 'definition', key, timeMs: this.#atMs, judgedMs: this.#atMs };
    const told = this.#turns(this.#known(), () => origin, removed);
    if (told.length > 0) this.#toldMs = this.#atMs;
    return told;
  }

  #known(): number[] {
    return Array.from({ length: this.#options.facts.customerCount }, (_, customer) => customer);
  }

  #turns(
    customers: readonly number[],
    originOf: (customer: number) => Origin,
    removed?: FollowedSegment,
  ): Transition[] {
    const members = new Set<string>();
    const told: Transition[] = [];
    for (const segment of [...this.#definitions.values(), ...(removed === undefined ? [] : [removed])]) {
      for (const customer of customers) {
        const key = `${segment.id}/${customer}`;
        const isMember = segment !== removed && this.#holds(segment, customer);
        if (isMember) members.add(key);
        if (isMember === this.#members.has(key)) continue;
        told.push(this.#transition(segment, isMember, customer, originOf(customer)));
      }
    }
    this.#members = members;
    return told;
  }

  #transition(
    { id, version }: FollowedSegment,
    entered: boolean,
    customer: number,
    origin: Origin,
  ): Transition {
    const customerId = this.#options.facts.customerIdAt(customer);
    const kind = entered ? 'segment_entered' : 'segment_exited';
    return { kind, segmentId: id, version, customerId, origin };
  }

  #holds({ condition }: FollowedSegment, customer: number): boolean {
    const { facts, zone, scores } = this.#options;
    if (!facts.isActive(customer)) return false;
    const asOf = { at: this.#atMs };
    const inForce = { forecaster: this.#forecaster, learned: this.#learned, beliefs: this.#beliefs };
    const readers = { scores, members: this.#memberReader(), ...inForce };
    return interpret(condition, { facts, customer, asOf, zone, ...readers });
  }

  #memberReader(): MemberReader {
    return {
      isMember: (customer, _asOf, _of, id) => {
        const named = this.#definitions.get(id);
        return named !== undefined && this.#holds(named, customer);
      },
      nextInstant: () => Number.POSITIVE_INFINITY,
    };
  }
}

function byTime(atMs: number): Origin {
  return { cause: 'time', key: `t${atMs}`, timeMs: atMs, judgedMs: atMs };
}
