import { type BoardStart, DueHeap, type LiveBoard, type Origin, type Touch } from '@perennial/live';
import { bordersOfDay } from '../scores/borders-of-day.ts';
import { BoardContext, type BoardFacts, type ReadersInForce } from './board-context.ts';
import { BordersInForce } from './borders-in-force.ts';
import { hangingOn, inOrder, type OrderedSegment } from './definition-order.ts';
import { EditNames } from './edit-names.ts';
import {
  type FollowedDefinition,
  type FollowedSegment,
  followedKey,
  GROUPS_KEY,
  hasMembers,
  meaningOf,
} from './followed-definition.ts';
import { JudgesByKinds } from './judges-by-kinds.ts';
import { readersInForce } from './readers-in-force.ts';
import { ALL_KINDS, kindsOfMessages, type RecordKinds } from './record-kinds.ts';
import { imageOf, restore } from './restored-members.ts';
import { SegmentJudge } from './segment-judge.ts';
import { definitionsJson, definitionsOf, type SegmentState } from './segment-state.ts';
import { Sweeps } from './sweeps.ts';
import { type Transition, transitionOf } from './transition.ts';

/** A segment or group. */
export type SegmentName = Pick<FollowedSegment, 'of' | 'id'>;

/** Customers of one due instant are told in portions of so many. */
const CUSTOMERS_A_STEP = 500;

/** The members of all segments of one tenant as they stand at an instant. */
export class SegmentBoard implements LiveBoard<FollowedDefinition, Transition, SegmentState> {
  readonly #context: BoardContext;
  readonly #board: BoardFacts;
  readonly #borders: BordersInForce;
  readonly #editNames: EditNames;
  readonly #due = new DueHeap();
  readonly #definitions: Map<string, FollowedDefinition>;
  /** What everybody is yet to be judged by, at the instant as it is. */
  readonly #sweeps = new Sweeps<Transition>();
  #judges: JudgesByKinds;
  #definitionsJson: string;
  #atMs: number;
  #toldMs: number;
  /** Verdicts on products and stores that had been turned when everybody was judged by them. */
  #turnedVerdicts: number;

  constructor(board: BoardFacts, { state, atMs, toldMs, customers, image }: BoardStart<SegmentState>) {
    const { facts, zone } = board;
    this.#board = board;
    this.#borders = new BordersInForce(zone, bordersOfDay(facts, zone), state.borders);
    this.#editNames = new EditNames(state.edits ?? []);
    this.#definitions = definitionsOf(state);
    this.#definitionsJson = state.definitionsJson;
    this.#atMs = atMs;
    this.#toldMs = toldMs;
    this.#context = new BoardContext(board, this.#readers());
    for (const [key, each] of this.#definitions) if (hasMembers(each)) this.#context.giveSlot(key);
    this.#judges = this.#compile();
    this.#turnedVerdicts = this.#context.turnedVerdicts();
    if (customers === 'known' && !this.#restore(image)) this.#takeAll();
    this.#judges.prepare();
  }

  get atMs(): number {
    return this.#atMs;
  }

  get toldMs(): number {
    return this.#toldMs;
  }

  get state(): SegmentState {
    const borders = this.#borders.saved;
    return { definitionsJson: this.#definitionsJson, borders, edits: this.#editNames.saved };
  }

  image(): Uint8Array | undefined {
    return this.#sweeps.areLeft ? undefined : imageOf(this.#context, this.#due);
  }

  get nextDueMs(): number {
    return this.#due.earliestMs;
  }

  /** Customers whose membership time will turn, or may. */
  get pendingCount(): number {
    return this.#due.size;
  }

  memoryBytes(): number {
    return this.#context.members.memoryBytes();
  }

  /** Everything below is 0, false, empty or absent for a segment that is not followed. */
  countOf(name: SegmentName): number {
    const slot = this.#context.slotOf(followedKey(name));
    return slot < 0 ? 0 : this.#context.members.countOf(slot);
  }

  isMember(name: SegmentName, customer: number): boolean {
    const slot = this.#context.slotOf(followedKey(name));
    return slot >= 0 && this.#context.members.has(customer, slot);
  }

  /** Customer indexes, ascending. */
  membersOf(name: SegmentName): number[] {
    const slot = this.#context.slotOf(followedKey(name));
    return slot < 0 ? [] : [...this.#context.members.members(slot)];
  }

  versionOf(name: SegmentName): number | undefined {
    const definition = this.#definitions.get(followedKey(name));
    return definition !== undefined && hasMembers(definition) ? definition.version : undefined;
  }

  advance(limitMs: number): Transition[] | undefined {
    if (this.#sweeps.areLeft) return this.#sweepOn();
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
    const transitions = this.#finishSweeps();
    this.#atMs = Math.max(this.#atMs, atMs);
    this.#context.members.reserve(this.#context.facts.customerCount);
    let last: Touch | undefined;
    for (const [customer, touch] of touches) {
      last = touch;
      const isKnown = this.#context.members.has(customer, this.#context.judgedSlot);
      const isWhole = !isKnown || touch.cause === 'identity';
      const kinds = isWhole ? ALL_KINDS : kindsOfMessages(touch.messageTypes);
      this.#judgeOne(customer, kinds, this.#byTouch(touch), transitions);
    }
    this.#judgeByCatalogue(catalogue ?? last);
    this.#toldMs = this.#atMs;
    return transitions;
  }

  /** Whoever is in a new segment enters it now: `advance` comes to them. */
  put(saved: FollowedDefinition, atMs: number): Transition[] {
    const transitions = this.#finishSweeps();
    this.#atMs = Math.max(this.#atMs, atMs);
    const key = followedKey(saved);
    const before = this.#definitions.get(key);
    this.#definitions.set(key, saved);
    if (saved.of === 'scheme') this.#borders.forget(saved.id);
    if (hasMembers(saved)) this.#context.giveSlot(key);
    this.#renew();
    const isSame = before !== undefined && meaningOf(before) === meaningOf(saved);
    const hanging = isSame ? [] : hangingOn(key, this.#judges.segments);
    this.#judgeEverybody(hanging, this.#byDefinition(`d${this.#editNames.next(key, saved.etag)}`));
    return transitions;
  }

  /** Whoever is in it leaves it now. */
  remove(key: string, atMs: number): Transition[] {
    const transitions = this.#finishSweeps();
    this.#atMs = Math.max(this.#atMs, atMs);
    const removed = this.#definitions.get(key);
    if (removed === undefined) return transitions;
    const origin = this.#byDefinition(`r${this.#editNames.next(key, removed.etag)}`);
    if (removed.of === 'segment') transitions.push(...this.#exits(removed, origin));
    const hanging = hangingOn(key, this.#judges.segments).filter((each) => each.key !== key);
    this.#definitions.delete(key);
    if (removed.of === 'scheme') this.#borders.forget(removed.id);
    if (hasMembers(removed)) this.#context.takeSlot(key);
    this.#renew();
    this.#judgeEverybody(hanging, origin);
    if (transitions.length > 0) this.#toldMs = this.#atMs;
    return transitions;
  }

  #readers(): ReadersInForce {
    return readersInForce(this.#definitions, this.#board, this.#borders.at);
  }

  #compile(): JudgesByKinds {
    return new JudgesByKinds(inOrder(this.#definitions), this.#context);
  }

  #renew(): void {
    this.#definitionsJson = definitionsJson(this.#definitions.values());
    this.#context.readers = this.#readers();
    this.#judges = this.#compile();
  }

  #exits(removed: FollowedSegment, origin: Origin): Transition[] {
    const { facts } = this.#context;
    return this.membersOf(removed).map((customer) =>
      transitionOf(removed, false, facts.customerIdAt(customer), origin),
    );
  }

  /** Takes everybody as the image has them; false where it is none of this board. */
  #restore(image: Uint8Array | undefined): boolean {
    const judge = this.#judges.of(ALL_KINDS);
    const board = { context: this.#context, due: this.#due, judge, atMs: this.#atMs };
    if (image === undefined || !restore(image, board)) return false;
    this.#judges = this.#compile();
    // Another version may stand in for the groups of then.
    this.#judgeEverybody(hangingOn(GROUPS_KEY, this.#judges.segments));
    return true;
  }

  /** Takes everybody as they are. */
  #takeAll(): void {
    const { facts, members } = this.#context;
    members.reserve(facts.customerCount);
    this.#sweeps.add((customer) => this.#judgeOne(customer, ALL_KINDS));
  }

  #sweepOn(): Transition[] {
    const transitions = this.#sweeps.step(this.#context.facts.customerCount);
    if (transitions.length > 0) this.#toldMs = this.#atMs;
    return transitions;
  }

  #finishSweeps(): Transition[] {
    const transitions: Transition[] = [];
    while (this.#sweeps.areLeft) for (const each of this.#sweepOn()) transitions.push(each);
    return transitions;
  }

  #judgeOne(customer: number, kinds: RecordKinds, origin?: Origin, transitions?: Transition[]): void {
    const judge = this.#judges.of(kinds);
    const { members, facts, judgedSlot } = this.#context;
    judge.judge(customer, this.#atMs);
    members.set(customer, judgedSlot, facts.isActive(customer));
    this.#take(judge, customer, origin, transitions);
    const nextMs = judge.nextInstant();
    // Of the segments that were not judged, none is due before the customer was.
    if (kinds === ALL_KINDS) this.#due.set(customer, nextMs);
    else this.#due.bringForward(customer, nextMs);
  }

  #take(
    judge: SegmentJudge,
    customer: number,
    origin: Origin | undefined,
    transitions: Transition[] | undefined,
  ): void {
    const { members, facts } = this.#context;
    for (let place = 0; place < judge.slots.length; place += 1) {
      const isMember = judge.verdicts[place] === 1;
      if (!members.set(customer, judge.slots[place] ?? 0, isMember)) continue;
      const segment = judge.segments[place]?.segment;
      if (segment?.of !== 'segment' || origin === undefined) continue;
      transitions?.push(transitionOf(segment, isMember, facts.customerIdAt(customer), origin));
    }
  }

  /** What became known of products and stores may turn the rows of anybody. */
  #judgeByCatalogue(touch: Touch | undefined): void {
    const turned = this.#context.turnedVerdicts();
    if (turned === this.#turnedVerdicts || touch === undefined) return;
    this.#turnedVerdicts = turned;
    const asking = this.#judges.segments.filter(({ catalogue }) => catalogue);
    this.#judgeEverybody(asking, this.#byTouch(touch));
  }

  /** @param origin undefined: nobody is told */
  #judgeEverybody(segments: readonly OrderedSegment[], origin?: Origin): void {
    if (segments.length === 0) return;
    const { facts, members, judgedSlot } = this.#context;
    const judge = new SegmentJudge(segments, this.#context);
    this.#sweeps.add((customer, transitions) => {
      if (!members.has(customer, judgedSlot) || !facts.isActive(customer)) return;
      judge.judge(customer, this.#atMs);
      this.#take(judge, customer, origin, transitions);
      this.#due.bringForward(customer, judge.nextInstant());
    });
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
