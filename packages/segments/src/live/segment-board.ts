import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import { type BoardStart, DueHeap, type LiveBoard, type Origin, type Touch } from '@perennial/live';
import { canonicalJson } from '../compile/canonical-json.ts';
import { FilterCompiler } from '../compile/filter-compiler.ts';
import type { ScoreReader } from '../readers.ts';
import type { BoardContext } from './board-context.ts';
import { hangingOn, inOrder, type OrderedSegment } from './definition-order.ts';
import { type FollowedSegment, followedKey } from './followed-segment.ts';
import { MemberTable } from './member-table.ts';
import { ALL_KINDS, kindsOfMessages } from './record-kinds.ts';
import { SegmentJudge } from './segment-judge.ts';
import { definitionsOf, type SegmentState, stateOf } from './segment-state.ts';
import type { Transition } from './transition.ts';

/** Customers of one due instant are told in portions of so many. */
const CUSTOMERS_A_STEP = 10_000;

/** The members of all segments of one tenant as they stand at an instant. */
export class SegmentBoard implements LiveBoard<FollowedSegment, Transition, SegmentState> {
  readonly #context: BoardContext;
  readonly #due = new DueHeap();
  /** Slot of those who were judged at all: somebody new is judged by every segment. */
  readonly #judgedSlot: number;
  readonly #definitions: Map<string, FollowedSegment>;
  #judge: SegmentJudge;
  #state: SegmentState;
  #atMs: number;
  #toldMs: number;
  /** Verdicts on products and stores that had been turned when everybody was judged by them. */
  #turnedVerdicts: number;

  constructor(
    facts: FactsReader,
    zone: ZoneTime,
    scores: ScoreReader,
    { state, atMs, toldMs, customers }: BoardStart<SegmentState>,
  ) {
    const filters = new FilterCompiler(facts.columns());
    const members = new MemberTable();
    this.#context = { facts, zone, scores, filters, members, slots: new Map() };
    this.#judgedSlot = members.allocate();
    this.#definitions = definitionsOf(state);
    this.#state = state;
    this.#atMs = atMs;
    this.#toldMs = toldMs;
    for (const key of this.#definitions.keys()) this.#context.slots.set(key, members.allocate());
    this.#judge = this.#compile();
    this.#turnedVerdicts = this.#currentlyTurned();
    if (customers === 'known') this.#takeAll();
  }

  get atMs(): number {
    return this.#atMs;
  }

  get toldMs(): number {
    return this.#toldMs;
  }

  get state(): SegmentState {
    return this.#state;
  }

  get nextDueMs(): number {
    return this.#due.earliestMs;
  }

  /** 0 for a definition that is not followed; so are the others. */
  countOf(of: FollowedSegment['of'], id: string): number {
    const slot = this.#slotOf(of, id);
    return slot === undefined ? 0 : this.#context.members.countOf(slot);
  }

  isMember(of: FollowedSegment['of'], id: string, customer: number): boolean {
    const slot = this.#slotOf(of, id);
    return slot !== undefined && this.#context.members.has(customer, slot);
  }

  /** Customer indexes, ascending. */
  membersOf(of: FollowedSegment['of'], id: string): number[] {
    const slot = this.#slotOf(of, id);
    return slot === undefined ? [] : [...this.#context.members.members(slot)];
  }

  /** Version of a definition that is followed. */
  versionOf(of: FollowedSegment['of'], id: string): number | undefined {
    return this.#definitions.get(followedKey({ of, id }))?.version;
  }

  advance(limitMs: number): Transition[] | undefined {
    const dueMs = this.#due.earliestMs;
    if (dueMs > limitMs) {
      this.#atMs = Math.max(this.#atMs, limitMs);
      return undefined;
    }
    this.#atMs = dueMs;
    const transitions: Transition[] = [];
    const origin: Origin = { cause: 'time', key: `t${dueMs}`, timeMs: dueMs, judgedMs: dueMs };
    for (let step = 0; step < CUSTOMERS_A_STEP; step += 1) {
      const customer = this.#due.popUntil(dueMs);
      if (customer < 0) break;
      this.#judgeOne(customer, ALL_KINDS, origin, transitions);
    }
    if (transitions.length > 0) this.#toldMs = dueMs;
    return transitions;
  }

  judgeTouched(touches: ReadonlyMap<number, Touch>, atMs: number, catalogue?: Touch): Transition[] {
    const transitions: Transition[] = [];
    this.#atMs = Math.max(this.#atMs, atMs);
    this.#context.members.reserve(this.#context.facts.customerCount);
    let last: Touch | undefined;
    for (const [customer, touch] of touches) {
      last = touch;
      const isKnown = this.#context.members.has(customer, this.#judgedSlot);
      const isWhole = !isKnown || touch.cause === 'identity';
      const kinds = isWhole ? ALL_KINDS : kindsOfMessages(touch.messageTypes);
      this.#judgeOne(customer, kinds, this.#byTouch(touch), transitions);
    }
    this.#judgeByCatalogue(catalogue ?? last, transitions);
    this.#toldMs = this.#atMs;
    return transitions;
  }

  /** Whoever is in a new segment enters it now. */
  put(saved: FollowedSegment, atMs: number): Transition[] {
    this.#atMs = Math.max(this.#atMs, atMs);
    const key = followedKey(saved);
    const before = this.#definitions.get(key);
    if (before === undefined) this.#context.slots.set(key, this.#context.members.allocate());
    this.#definitions.set(key, saved);
    this.#renew();
    const isSame = before !== undefined && canonicalJson(before.condition) === canonicalJson(saved.condition);
    return isSame ? [] : this.#judgeByEdit(key, `d${saved.etag}`);
  }

  /** Whoever is in it leaves it now. */
  remove(key: string, atMs: number): Transition[] {
    this.#atMs = Math.max(this.#atMs, atMs);
    const { facts, members, slots } = this.#context;
    const removed = this.#definitions.get(key);
    const slot = slots.get(key);
    if (removed === undefined || slot === undefined) return [];
    const origin = this.#byDefinition(`r${removed.etag}`);
    const transitions: Transition[] = [];
    for (const customer of members.members(slot)) {
      if (removed.of === 'segment')
        transitions.push(transition(removed, false, facts.customerIdAt(customer), origin));
    }
    members.release(slot);
    slots.delete(key);
    this.#definitions.delete(key);
    const hanging = hangingOn(key, this.#judge.segments).filter((each) => each.key !== key);
    this.#renew();
    this.#judgeEverybody(hanging, origin, transitions);
    if (transitions.length > 0) this.#toldMs = this.#atMs;
    return transitions;
  }

  #slotOf(of: FollowedSegment['of'], id: string): number | undefined {
    return this.#context.slots.get(followedKey({ of, id }));
  }

  #compile(): SegmentJudge {
    return new SegmentJudge(inOrder(this.#definitions), this.#context);
  }

  #renew(): void {
    this.#state = stateOf(this.#definitions.values());
    this.#judge = this.#compile();
  }

  /** Takes everybody as they are. */
  #takeAll(): void {
    const { facts, members } = this.#context;
    members.reserve(facts.customerCount);
    for (let customer = 0; customer < facts.customerCount; customer += 1) this.#judgeOne(customer, ALL_KINDS);
  }

  #judgeOne(customer: number, kinds: number, origin?: Origin, transitions?: Transition[]): void {
    const judge = this.#judge;
    const places = judge.placesOf(kinds);
    judge.judge(customer, this.#atMs, places);
    this.#context.members.set(customer, this.#judgedSlot, true);
    for (const place of places) this.#take(judge, place, customer, origin, transitions);
    this.#due.set(customer, judge.nextInstant(customer, this.#atMs));
  }

  #take(
    judge: SegmentJudge,
    place: number,
    customer: number,
    origin: Origin | undefined,
    transitions: Transition[] | undefined,
  ): void {
    const { members, facts } = this.#context;
    const isMember = judge.verdicts[place] === 1;
    if (!members.set(customer, judge.slots[place] ?? 0, isMember)) return;
    const segment = judge.segments[place]?.segment;
    if (segment?.of !== 'segment' || origin === undefined) return;
    transitions?.push(transition(segment, isMember, facts.customerIdAt(customer), origin));
  }

  #judgeByEdit(key: string, originKey: string): Transition[] {
    const transitions: Transition[] = [];
    const hanging = hangingOn(key, this.#judge.segments);
    this.#judgeEverybody(hanging, this.#byDefinition(originKey), transitions);
    if (transitions.length > 0) this.#toldMs = this.#atMs;
    return transitions;
  }

  /** What became known of products and stores may turn the rows of anybody. */
  #judgeByCatalogue(touch: Touch | undefined, transitions: Transition[]): void {
    const turned = this.#currentlyTurned();
    if (turned === this.#turnedVerdicts || touch === undefined) return;
    this.#turnedVerdicts = turned;
    const asking = this.#judge.segments.filter(({ catalogue }) => catalogue);
    this.#judgeEverybody(asking, this.#byTouch(touch), transitions);
  }

  #judgeEverybody(segments: readonly OrderedSegment[], origin: Origin, transitions: Transition[]): void {
    if (segments.length === 0) return;
    const { facts, members } = this.#context;
    const judge = new SegmentJudge(segments, this.#context);
    const places = judge.placesOf(ALL_KINDS);
    for (let customer = 0; customer < facts.customerCount; customer += 1) {
      if (!members.has(customer, this.#judgedSlot) || !facts.isActive(customer)) continue;
      judge.judge(customer, this.#atMs, places);
      for (const place of places) this.#take(judge, place, customer, origin, transitions);
      this.#due.bringForward(customer, judge.nextInstant(customer, this.#atMs));
    }
  }

  #currentlyTurned(): number {
    const { filters } = this.#context;
    filters.refresh();
    return filters.turnedVerdicts;
  }

  #byTouch({ cause, eventId, timeMs }: Touch): Origin {
    return {
      ...{ cause, key: eventId, eventId },
      timeMs: Math.min(this.#atMs, Math.max(timeMs, this.#toldMs)),
      judgedMs: this.#atMs,
    };
  }

  #byDefinition(key: string): Origin {
    return { cause: 'definition', key, timeMs: this.#atMs, judgedMs: this.#atMs };
  }
}

function transition(
  { id, version }: FollowedSegment,
  entered: boolean,
  customerId: string,
  origin: Origin,
): Transition {
  return {
    kind: entered ? 'segment_entered' : 'segment_exited',
    ...{ segmentId: id, version, customerId, origin },
  };
}
