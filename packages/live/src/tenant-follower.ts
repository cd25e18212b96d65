import { STREAMS } from '@perennial/contracts';
import type { FactsReader } from '@perennial/facts';
import { BatchTouches, type Touches } from './batch-touches.ts';
import { BoardKeeper } from './board-keeper.ts';
import { ChangePublisher } from './change-publisher.ts';
import { DueAlarm } from './due-alarm.ts';
import { FollowedDefinitions } from './followed-definitions.ts';
import type { LiveBoard, SavedDefinition } from './live-model.ts';
import { freshProgress, type PendingBatch, type Progress } from './progress-store.ts';
import { Slices } from './slices.ts';
import { Teller } from './teller.ts';
import type { TenantFollowerOptions } from './tenant-follower-options.ts';
import { Turn } from './turn.ts';

/** Crossings are published when so many have come together, or nothing more is due. */
const CROSSINGS_A_PUBLISH = 2000;

/**
 * Follows one tenant's facts and publishes what customers cross, each crossing once.
 *
 * What is judged depends on the facts and on instants only, and both are made the same after a crash: `Progress` names the facts (the
 * sequence of EVENTS) and the instant of the last published state; before a batch is published, its extent and instant are written down as
 * pending, so that it is judged again as one batch at that instant; due instants follow from the facts. What the crashed run had published
 * by then stands in CHANGES behind the saved sequence and is left out by id. So each crossing appears once however long the outage was.
 */
export class TenantFollower<Saved extends SavedDefinition, Crossing, State> {
  readonly #options: TenantFollowerOptions<Saved, Crossing, State>;
  readonly #turn = new Turn();
  readonly #keeper: BoardKeeper<Saved, Crossing, State>;
  #board: LiveBoard<Saved, Crossing, State> | undefined;
  readonly #publisher: ChangePublisher;
  #eventsSequence: number;
  #lastEventMs: number | null;
  readonly #definitions: FollowedDefinitions<Saved>;
  readonly #teller: Teller<State>;
  readonly #alarm: DueAlarm;
  /** Touches of a pending batch that comes again in parts. */
  readonly #again = new BatchTouches();
  #endTurn: (() => void) | undefined;

  private constructor(
    options: TenantFollowerOptions<Saved, Crossing, State>,
    saved: Progress<State>,
    definitions: readonly Saved[],
  ) {
    this.#options = options;
    this.#keeper = new BoardKeeper(options);
    this.#eventsSequence = saved.eventsSequence;
    this.#lastEventMs = saved.lastEventMs;
    this.#definitions = new FollowedDefinitions(definitions, saved.versions, options.model.idOf);
    this.#publisher = new ChangePublisher({ ...options, afterSequence: saved.changesSequence });
    this.#teller = new Teller(options, this.#publisher, saved);
    this.#alarm = new DueAlarm(options, () => this.#followTime());
  }

  /**
   * Goes on from saved progress; the facts must hold the events up to its sequence and no later ones (undefined: none of the tenant's are
   * known). Publishes what time has made due since, before any new event.
   */
  static async resume<Saved extends SavedDefinition, Crossing, State>(
    options: TenantFollowerOptions<Saved, Crossing, State>,
    saved: Progress<State>,
    definitions: readonly Saved[],
    facts: FactsReader | undefined,
  ): Promise<TenantFollower<Saved, Crossing, State>> {
    const follower = new TenantFollower(options, saved, definitions);
    await follower.#publisher.readPublished();
    if (facts !== undefined) await follower.#openKnown(facts);
    follower.#endTurn = await follower.#turn.take();
    if (saved.pending === null) await follower.#catchUp();
    else await follower.#advance(saved.pending.atMs);
    follower.release();
    return follower;
  }

  /** Begins with a tenant that was never followed: those who are known by now are taken as they are. */
  static async begin<Saved extends SavedDefinition, Crossing, State>(
    options: TenantFollowerOptions<Saved, Crossing, State>,
    definitions: readonly Saved[],
    facts: FactsReader | undefined,
    eventsSequence: number,
  ): Promise<TenantFollower<Saved, Crossing, State>> {
    const { lastSequence } = await options.bus.state(STREAMS.changes.name);
    const sequences = { eventsSequence, changesSequence: lastSequence };
    const fresh = freshProgress(options.now(), options.model.noState, sequences);
    const follower = new TenantFollower(options, fresh, definitions);
    if (facts !== undefined) {
      await follower.#openKnown(facts);
      await follower.#turn.run(() => follower.#catchUp());
    }
    follower.#arm();
    return follower;
  }

  /** Undefined before the first facts. */
  get board(): LiveBoard<Saved, Crossing, State> | undefined {
    return this.#board;
  }

  /** Etag of the version of a definition that the board follows. */
  followedEtagOf(id: string): string | undefined {
    return this.#definitions.etagOf(id);
  }

  /** Ids of the definitions that the board follows. */
  get followedIds(): string[] {
    return this.#definitions.versions.map(({ id }) => id);
  }

  /** Time of the newest event that is worked in. */
  get lastEventMs(): number | undefined {
    return this.#lastEventMs ?? undefined;
  }

  get savedProgress(): Progress<State> {
    return this.#teller.saved;
  }

  /** The instant to which time is worked through. */
  get workedThroughMs(): number {
    return this.#board?.atMs ?? this.#teller.saved.workedThroughMs;
  }

  /** The facts are about to change: time is worked through to now on the facts as they are, and stands still until `release`. */
  async hold(): Promise<void> {
    if (this.#endTurn !== undefined) return;
    const endTurn = await this.#turn.take();
    try {
      await this.#advance(this.#options.now());
      this.#endTurn = endTurn;
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  /**
   * The facts hold the batch that ends with `throughSequence`: judges whom it touched and publishes what they crossed. Called while held; after
   * a failure it may be called again with the same batch.
   */
  async apply(facts: FactsReader, touches: Touches, throughSequence: number): Promise<void> {
    if (throughSequence <= this.#eventsSequence) return this.#settle();
    const { saved } = this.#teller;
    const { pending } = saved;
    const board = this.#board ?? this.#keeper.openBeforeFacts(facts, saved, this.#definitions.takeAll());
    this.#board = board;
    if (pending === null) {
      return this.#publishBatch(board, touches, { throughSequence, atMs: board.atMs });
    }
    this.#again.add(touches);
    if (throughSequence < pending.throughSequence) return;
    await this.#publishBatch(board, this.#again, pending);
    this.#again.clear();
    await this.#catchUp();
  }

  /** The facts stand still again. */
  release(): void {
    const isHalfRead = this.#teller.saved.pending !== null;
    if (isHalfRead) return;
    this.#endTurn?.();
    this.#endTurn = undefined;
    this.#arm();
  }

  /**
   * Saves a change of the definitions by `save` at an instant that no judged one equals, and follows it.
   * @param save returns false when the change is refused; nothing follows then
   */
  async edit(id: string, save: (atMs: number) => Promise<Saved | undefined | false>): Promise<boolean> {
    return await this.#turn.run(async () => {
      const atMs = Math.max(this.#options.now(), this.workedThroughMs + 1);
      const saved = await save(atMs);
      if (saved === false) return false;
      this.#definitions.add(saved === undefined ? { atMs, id } : { atMs, id, saved });
      this.#teller.noteNews();
      await this.#advance(atMs);
      await this.#settle();
      this.#arm();
      return true;
    });
  }

  /** Ends following time; what runs is finished. */
  async stop(): Promise<void> {
    this.#alarm.cancel();
    this.#endTurn?.();
    this.#endTurn = undefined;
    await this.#turn.run(() => this.#leave());
  }

  /** What cannot be saved now is found again at the next start. */
  async #leave(): Promise<void> {
    const board = this.#board;
    if (board === undefined) return;
    try {
      const isSaved = await this.#teller.leave(() => this.#progress());
      if (isSaved) await this.#keeper.keep(board, this.#teller.saved);
    } catch (error) {
      this.#options.onError(error);
    }
  }

  async #openKnown(facts: FactsReader): Promise<void> {
    this.#board = await this.#keeper.openKnown(facts, this.#teller.saved);
  }

  /** Follows all that an earlier run may have published in part; an edit may stand a millisecond ahead of the clock. */
  async #catchUp(): Promise<void> {
    await this.#advance(Math.max(this.#options.now(), this.#definitions.lastMs));
    await this.#settle();
    this.#publisher.forgetPublished();
  }

  /** Works time through to an instant: who is due, borders, edits of schemes, in order of time. */
  async #advance(limitMs: number): Promise<void> {
    const board = this.#board;
    if (board === undefined) return;
    await this.#teller.publish();
    while (this.#definitions.nextMs <= limitMs) {
      await this.#advanceBoard(this.#definitions.nextMs);
      this.#tell(this.#definitions.followNext(board));
      this.#teller.noteNews();
      await this.#teller.publish();
    }
    await this.#advanceBoard(limitMs);
    await this.#teller.publish();
  }

  /** @param leaveUpTo so many crossings may wait to be published together */
  async #advanceBoard(limitMs: number, leaveUpTo = CROSSINGS_A_PUBLISH): Promise<void> {
    const slices = new Slices();
    let crossings = this.#board?.advance(limitMs);
    while (crossings !== undefined) {
      this.#tell(crossings);
      await this.#teller.publish(leaveUpTo);
      await slices.pause();
      crossings = this.#board?.advance(limitMs);
    }
  }

  async #publishBatch(
    board: LiveBoard<Saved, Crossing, State>,
    { customers, catalogue }: Touches,
    batch: PendingBatch,
  ): Promise<void> {
    const before = this.#progress();
    this.#tell(board.judgeTouched(customers, batch.atMs, catalogue));
    // Nothing of the batch is published before the batch is written down.
    await this.#advanceBoard(batch.atMs, Number.POSITIVE_INFINITY);
    this.#eventsSequence = batch.throughSequence;
    for (const { timeMs } of customers.values())
      this.#lastEventMs = Math.max(this.#lastEventMs ?? timeMs, timeMs);
    this.#teller.noteNews();
    if (this.#teller.saved.pending === null) this.#teller.intend({ ...before, pending: batch });
    await this.#settle();
  }

  async #settle(): Promise<void> {
    await this.#teller.settle(() => this.#progress());
  }

  #tell(crossings: readonly Crossing[]): void {
    const { tenant, model } = this.#options;
    for (const crossing of crossings) this.#teller.add(model.messageOf(tenant, crossing));
  }

  #progress(): Progress<State> {
    const board = this.#board;
    return {
      eventsSequence: this.#eventsSequence,
      changesSequence: this.#publisher.lastSequence,
      workedThroughMs: this.workedThroughMs,
      toldMs: board?.toldMs ?? this.#teller.saved.toldMs,
      versions: this.#definitions.versions,
      state: board?.state ?? this.#teller.saved.state,
      pending: null,
      lastEventMs: this.#lastEventMs,
    };
  }

  #arm(): void {
    const { nextMs } = this.#definitions;
    this.#alarm.set(Math.min(this.#board?.nextDueMs ?? nextMs, nextMs));
  }

  async #followTime(): Promise<void> {
    await this.#turn.run(async () => {
      if (this.#options.signal.aborted) return;
      await this.#advance(this.#options.now());
      await this.#settle();
      this.#arm();
    });
  }
}
