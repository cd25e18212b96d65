import type { Bus } from '@perennial/bus';
import type { ZoneTime } from '@perennial/calendar';
import { STREAMS } from '@perennial/contracts';
import type { FactsReader } from '@perennial/facts';
import type { SchemeBorders } from '../domain/rfm-class.ts';
import type { SavedScheme } from '../scheme-store.ts';
import { ChangePublisher } from './change-publisher.ts';
import type { Crossing } from './crossing.ts';
import { type AlarmOptions, DueAlarm } from './due-alarm.ts';
import { FollowedSchemes } from './followed-schemes.ts';
import { Outbox } from './outbox.ts';
import { freshProgress, type PendingBatch, type Progress, type ProgressStore } from './progress-store.ts';
import { ScoreBoard, type Touch } from './score-board.ts';
import { Turn } from './turn.ts';

/** Crossings are published when so many have come together, or nothing more is due. */
const CROSSINGS_A_PUBLISH = 2000;

export interface TenantScoringOptions extends AlarmOptions {
  tenant: string;
  bus: Bus;
  progress: ProgressStore;
  zone: ZoneTime;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Keeps one tenant's scores and publishes what they cross, each crossing once.
 *
 * What is judged depends on the facts and on instants only, and both are made the same after a crash: `Progress` names the facts (the
 * sequence of EVENTS) and the instant of the last published state; before a batch is published, its extent and instant are written down as
 * pending, so that it is judged again as one batch at that instant; due instants follow from the facts. What the crashed run had published
 * by then stands in CHANGES behind the saved sequence and is left out by id. So each crossing appears once however long the outage was.
 */
export class TenantScoring {
  readonly #options: TenantScoringOptions;
  readonly #turn = new Turn();
  #board: ScoreBoard | undefined;
  readonly #publisher: ChangePublisher;
  #saved: Progress;
  #eventsSequence: number;
  #lastEventMs: number | null;
  readonly #schemes: FollowedSchemes;
  readonly #outbox: Outbox;
  readonly #alarm: DueAlarm;
  /** Progress that says which batch is about to be published; to be saved first. */
  #intent: Progress | undefined;
  /** Something happened that progress does not hold yet. */
  #hasNews = false;
  /** Touches of a pending batch that comes again in parts. */
  readonly #again = new Map<number, Touch>();
  #endTurn: (() => void) | undefined;

  private constructor(options: TenantScoringOptions, saved: Progress, schemes: readonly SavedScheme[]) {
    this.#options = options;
    this.#saved = saved;
    this.#eventsSequence = saved.eventsSequence;
    this.#lastEventMs = saved.lastEventMs;
    this.#schemes = new FollowedSchemes(schemes, saved.schemes);
    this.#publisher = new ChangePublisher({ ...options, afterSequence: saved.changesSequence });
    this.#outbox = new Outbox(options.tenant, this.#publisher);
    this.#alarm = new DueAlarm(options, () => this.#followTime());
  }

  /**
   * Goes on from saved progress; the facts must hold the events up to its sequence and no later ones (undefined: none of the tenant's are
   * known). Publishes what time has made due since, before any new event.
   */
  static async resume(
    options: TenantScoringOptions,
    saved: Progress,
    schemes: readonly SavedScheme[],
    facts: FactsReader | undefined,
  ): Promise<TenantScoring> {
    const scoring = new TenantScoring(options, saved, schemes);
    await scoring.#publisher.readPublished();
    if (facts !== undefined) scoring.#openKnown(facts);
    scoring.#endTurn = await scoring.#turn.take();
    if (saved.pending === null) await scoring.#catchUp();
    else await scoring.#advance(saved.pending.atMs);
    scoring.release();
    return scoring;
  }

  /** Begins with a tenant that was never scored: those who are known by now are taken as they are. */
  static async begin(
    options: TenantScoringOptions,
    schemes: readonly SavedScheme[],
    facts: FactsReader | undefined,
    eventsSequence: number,
  ): Promise<TenantScoring> {
    const { lastSequence } = await options.bus.state(STREAMS.changes.name);
    const fresh = freshProgress(options.now(), { eventsSequence, changesSequence: lastSequence });
    const scoring = new TenantScoring(options, fresh, schemes);
    if (facts !== undefined) {
      scoring.#openKnown(facts);
      await scoring.#turn.run(() => scoring.#catchUp());
    }
    scoring.#arm();
    return scoring;
  }

  /** The borders of a scheme as they are in force; undefined when the scores do not follow that version of it. */
  bordersInForce(schemeId: string, etag: string): SchemeBorders | undefined {
    return this.#schemes.bordersOf(this.#board, schemeId, etag);
  }

  /** Time of the newest event that is worked in. */
  get lastEventMs(): number | undefined {
    return this.#lastEventMs ?? undefined;
  }

  get savedProgress(): Progress {
    return this.#saved;
  }

  /** The instant to which scores are worked through. */
  get workedThroughMs(): number {
    return this.#board?.atMs ?? this.#saved.workedThroughMs;
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
  async apply(
    facts: FactsReader,
    touches: ReadonlyMap<number, Touch>,
    throughSequence: number,
  ): Promise<void> {
    if (throughSequence <= this.#eventsSequence) return this.#settle();
    const board = this.#board ?? this.#schemes.boardBeforeFacts(facts, this.#options.zone, this.#saved);
    this.#board = board;
    const { pending } = this.#saved;
    if (pending === null) {
      return this.#publishBatch(board, touches, { throughSequence, atMs: board.atMs });
    }
    for (const [customer, touch] of touches) this.#again.set(customer, touch);
    if (throughSequence < pending.throughSequence) return;
    await this.#publishBatch(board, this.#again, pending);
    this.#again.clear();
    await this.#catchUp();
  }

  /** The facts stand still again. */
  release(): void {
    const isHalfRead = this.#saved.pending !== null;
    if (isHalfRead) return;
    this.#endTurn?.();
    this.#endTurn = undefined;
    this.#arm();
  }

  /**
   * Saves a change of the schemes by `save` at an instant that no judged one equals, and makes the scores follow it.
   * @param save returns false when the change is refused; nothing follows then
   */
  async editScheme(
    schemeId: string,
    save: (atMs: number) => Promise<SavedScheme | undefined | false>,
  ): Promise<boolean> {
    return await this.#turn.run(async () => {
      const atMs = Math.max(this.#options.now(), this.workedThroughMs + 1);
      const saved = await save(atMs);
      if (saved === false) return false;
      this.#schemes.add(saved === undefined ? { atMs, schemeId } : { atMs, schemeId, saved });
      this.#hasNews = true;
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
    await this.#turn.run(async () => {});
  }

  #openKnown(facts: FactsReader): void {
    const { schemes, workedThroughMs, toldMs, borderSample } = this.#saved;
    const start = { schemes, atMs: workedThroughMs, toldMs, borderSample };
    this.#board = new ScoreBoard(facts, this.#options.zone, { ...start, customers: 'known' });
  }

  /** Follows all that an earlier run may have published in part; an edit may stand a millisecond ahead of the clock. */
  async #catchUp(): Promise<void> {
    await this.#advance(Math.max(this.#options.now(), this.#schemes.lastMs));
    await this.#settle();
    this.#publisher.forgetPublished();
  }

  /** Works time through to an instant: who is due, borders, edits of schemes, in order of time. */
  async #advance(limitMs: number): Promise<void> {
    const board = this.#board;
    if (board === undefined) return;
    await this.#outbox.publish();
    while (this.#schemes.nextMs <= limitMs) {
      await this.#advanceBoard(board, this.#schemes.nextMs);
      this.#tell(this.#schemes.followNext(board));
      this.#hasNews = true;
      await this.#outbox.publish();
    }
    await this.#advanceBoard(board, limitMs);
    await this.#outbox.publish();
  }

  async #advanceBoard(board: ScoreBoard, limitMs: number): Promise<void> {
    for (
      let crossings = board.advance(limitMs);
      crossings !== undefined;
      crossings = board.advance(limitMs)
    ) {
      this.#tell(crossings);
      await this.#outbox.publish(CROSSINGS_A_PUBLISH);
    }
  }

  async #publishBatch(
    board: ScoreBoard,
    touches: ReadonlyMap<number, Touch>,
    batch: PendingBatch,
  ): Promise<void> {
    const before = this.#progress();
    this.#tell(board.judgeTouched(touches, batch.atMs));
    this.#eventsSequence = batch.throughSequence;
    for (const { timeMs } of touches.values())
      this.#lastEventMs = Math.max(this.#lastEventMs ?? timeMs, timeMs);
    this.#hasNews = true;
    if (this.#saved.pending === null) this.#intent = { ...before, pending: batch };
    await this.#settle();
  }

  /** Everything told is published, then progress is saved; before a batch, what it is. */
  async #settle(): Promise<void> {
    if (this.#intent !== undefined && !this.#outbox.isEmpty) await this.#save(this.#intent);
    this.#intent = undefined;
    await this.#outbox.publish();
    if (this.#hasNews) await this.#save(this.#progress());
    this.#hasNews = false;
  }

  #tell(crossings: readonly Crossing[]): void {
    if (crossings.length > 0) this.#hasNews = true;
    this.#outbox.add(crossings);
  }

  async #save(progress: Progress): Promise<void> {
    await this.#options.progress.save(this.#options.tenant, progress);
    this.#saved = progress;
  }

  #progress(): Progress {
    const { atMs, toldMs, borderSample, schemes } = this.#board?.start ?? {
      ...this.#saved,
      atMs: this.#saved.workedThroughMs,
    };
    return {
      eventsSequence: this.#eventsSequence,
      changesSequence: this.#publisher.lastSequence,
      workedThroughMs: atMs,
      toldMs,
      borderSample,
      schemes: this.#schemes.published(schemes),
      pending: null,
      lastEventMs: this.#lastEventMs,
    };
  }

  #arm(): void {
    const dueMs = this.#board?.nextDueMs ?? Number.POSITIVE_INFINITY;
    this.#alarm.set(Math.min(dueMs, this.#schemes.nextMs));
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
