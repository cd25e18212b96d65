import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import {
  type BoardStart,
  DueHeap,
  FutureFacts,
  type LiveBoard,
  type Origin,
  type Touch,
} from '@perennial/live';
import {
  type CustomerFigures,
  classifyAll,
  EVER,
  effectiveBorders,
  figuresOf,
  fixedBorders,
  forEachCustomer,
  judge,
  nextInstant,
  ordersIn,
  type SchemeDefinition,
  type SchemeInForce,
  type SchemeRollups,
  ScoringPlan,
  schemeRollups,
  usesQuantiles,
  type Verdict,
} from '@perennial/scores';
import type { SavedScheme } from '../scheme-store.ts';
import type { Crossing } from './crossing.ts';
import { ScoreTable } from './score-table.ts';

/** What is saved to begin again with. */
export interface ScoreState {
  schemes: readonly SchemeInForce[];
  /** Customers with an order when quantile borders were found last. */
  borderSample: number;
}

/** Quantile borders are found again in the midst of a day when the customers with an order have grown by so much. */
const SAMPLE_GROWTH = 1.1;

/** The scores of one tenant's customers as they stand at an instant. */
export class ScoreBoard implements LiveBoard<SavedScheme, Crossing, ScoreState> {
  readonly #facts: FactsReader;
  readonly #zone: ZoneTime;
  readonly #due = new DueHeap();
  readonly #table = new ScoreTable();
  #plan: ScoringPlan;
  #schemeIds: readonly string[];
  #verdict: Verdict;
  #future = new FutureFacts();
  #atMs: number;
  #toldMs: number;
  #nextDayMs: number;
  #buyers = 0;
  #borderSample: number;

  constructor(facts: FactsReader, zone: ZoneTime, start: BoardStart<ScoreState>) {
    this.#facts = facts;
    this.#zone = zone;
    this.#atMs = start.atMs;
    this.#toldMs = start.toldMs;
    this.#borderSample = start.state.borderSample;
    this.#nextDayMs = zone.nextDayStart(start.atMs);
    this.#plan = new ScoringPlan(start.state.schemes);
    this.#schemeIds = start.state.schemes.map(({ definition }) => definition.schemeId);
    this.#verdict = { cells: new Uint8Array(start.state.schemes.length), trend: 0, funnel: 0, engagement: 0 };
    for (const schemeId of this.#schemeIds) this.#table.addScheme(schemeId);
    if (start.customers === 'known') this.#judgeAll();
  }

  get atMs(): number {
    return this.#atMs;
  }

  get toldMs(): number {
    return this.#toldMs;
  }

  get state(): ScoreState {
    return { schemes: this.schemes, borderSample: this.#borderSample };
  }

  get schemes(): readonly SchemeInForce[] {
    return this.#plan.schemes.map(({ definition, borders }) => ({ definition, borders }));
  }

  get nextDueMs(): number {
    return this.#hasQuantiles() ? Math.min(this.#due.earliestMs, this.#nextDayMs) : this.#due.earliestMs;
  }

  codesOf(customer: number): ReturnType<ScoreTable['codesOf']> {
    return this.#table.codesOf(customer);
  }

  /** Customers come before borders, which are found again at each start of a day. */
  advance(limitMs: number): Crossing[] | undefined {
    const dueMs = this.nextDueMs;
    if (dueMs > limitMs) {
      this.#atMs = Math.max(this.#atMs, limitMs);
      this.#nextDayMs = this.#zone.nextDayStart(this.#atMs);
      return undefined;
    }
    this.#atMs = dueMs;
    const crossings = this.#judgeDue();
    if (dueMs === this.#nextDayMs) {
      this.#findBordersAgain(`q${dueMs}`, crossings);
      this.#nextDayMs = this.#zone.nextDayStart(dueMs);
    }
    if (crossings.length > 0) this.#toldMs = dueMs;
    return crossings;
  }

  judgeTouched(touches: ReadonlyMap<number, Touch>, atMs: number): Crossing[] {
    const crossings: Crossing[] = [];
    this.#atMs = Math.max(this.#atMs, atMs);
    let lastEventId = '';
    for (const [customer, touch] of touches) {
      lastEventId = touch.eventId;
      if (touch.timeMs > this.#atMs) this.#future.add(customer, touch.timeMs);
      this.#judgeOne(customer, crossings, {
        cause: touch.cause,
        key: touch.eventId,
        eventId: touch.eventId,
        timeMs: Math.min(this.#atMs, Math.max(touch.timeMs, this.#toldMs)),
        judgedMs: this.#atMs,
      });
    }
    if (this.#buyers > SAMPLE_GROWTH * this.#borderSample && this.#hasQuantiles()) {
      this.#findBordersAgain(`g${lastEventId}`, crossings);
    }
    this.#toldMs = this.#atMs;
    return crossings;
  }

  /** Puts a scheme in force at `atMs`: a new one without telling, a changed one with the crossings that the change makes. */
  put({ definition, etag }: SavedScheme, atMs: number): Crossing[] {
    this.#atMs = Math.max(this.#atMs, atMs);
    const { schemeId } = definition;
    const rollups = this.#rollupsOf(definition, this.#atMs);
    const borders = fixedBorders(definition) ?? effectiveBorders(definition, rollups, this.#atMs);
    const known = this.#table.cells.has(schemeId);
    const others = this.schemes.filter((scheme) => scheme.definition.schemeId !== schemeId);
    this.#setSchemes([...others, { definition, borders }]);
    const crossings: Crossing[] = [];
    if (known) {
      const origin = this.#byDefinition(`d${etag}`, this.#atMs);
      this.#takeCells(schemeId, classifyAll(rollups, borders, this.#atMs), origin, crossings);
      if (crossings.length > 0) this.#toldMs = this.#atMs;
    } else {
      this.#table.addScheme(schemeId);
    }
    this.#judgeAll();
    return crossings;
  }

  /** Whoever follows a scheme that is gone has nothing to be told. */
  remove(schemeId: string): Crossing[] {
    this.#table.cells.delete(schemeId);
    this.#setSchemes(this.schemes.filter((scheme) => scheme.definition.schemeId !== schemeId));
    return [];
  }

  #hasQuantiles(): boolean {
    return this.#plan.schemes.some(({ definition }) => usesQuantiles(definition));
  }

  #setSchemes(schemes: readonly SchemeInForce[]): void {
    this.#plan = new ScoringPlan(schemes);
    this.#schemeIds = schemes.map(({ definition }) => definition.schemeId);
    this.#verdict.cells = new Uint8Array(schemes.length);
  }

  #judgeDue(): Crossing[] {
    const crossings: Crossing[] = [];
    const origin: Origin = {
      cause: 'time',
      key: `t${this.#atMs}`,
      timeMs: this.#atMs,
      judgedMs: this.#atMs,
    };
    for (
      let customer = this.#due.popUntil(this.#atMs);
      customer >= 0;
      customer = this.#due.popUntil(this.#atMs)
    ) {
      this.#judgeOne(customer, crossings, origin);
    }
    return crossings;
  }

  #judgeOne(customer: number, crossings: Crossing[], origin: Origin): void {
    const figures = figuresOf(this.#facts, customer, this.#plan, { at: this.#atMs });
    judge(figures, this.#plan, this.#atMs, this.#verdict);
    this.#buyers += Number(isBuyer(figures)) - Number(this.#table.isBuyer(customer));
    this.#table.take(customer, this.#schemeIds, this.#verdict, {
      customerId: this.#facts.customerIdAt(customer),
      origin,
      crossings,
    });
    this.#setDue(customer, figures);
  }

  #setDue(customer: number, figures: CustomerFigures): void {
    figures.futureMs = this.#future.nextAfter(customer, this.#atMs);
    this.#due.set(customer, nextInstant(figures, this.#plan, this.#atMs));
  }

  /** Judges everybody without telling and finds all due instants. */
  #judgeAll(): void {
    this.#buyers = 0;
    this.#due.clear();
    this.#future = FutureFacts.of(this.#facts, this.#atMs);
    forEachCustomer(
      this.#facts,
      this.#plan,
      { at: this.#atMs },
      'codes-and-instants',
      (customer, figures) => {
        judge(figures, this.#plan, this.#atMs, this.#verdict);
        this.#table.take(customer, this.#schemeIds, this.#verdict);
        this.#setDue(customer, figures);
      },
    );
  }

  /** The borders moved, not the customers: such crossings have the cause DEFINITION. */
  #findBordersAgain(key: string, crossings: Crossing[]): void {
    this.#borderSample = this.#buyers;
    const origin = this.#byDefinition(key, this.#atMs);
    const schemes = this.#plan.schemes.map(({ definition, borders }) => {
      if (!usesQuantiles(definition)) return { definition, borders };
      const rollups = this.#rollupsOf(definition, this.#atMs);
      const found = effectiveBorders(definition, rollups, this.#atMs);
      this.#takeCells(definition.schemeId, classifyAll(rollups, found, this.#atMs), origin, crossings);
      return { definition, borders: found };
    });
    this.#setSchemes(schemes);
  }

  #takeCells(schemeId: string, cells: Uint8Array, origin: Origin, crossings: Crossing[]): void {
    for (const [customer, cell] of cells.entries()) {
      this.#table.takeCell(customer, schemeId, cell, {
        customerId: this.#facts.customerIdAt(customer),
        origin,
        crossings,
      });
    }
  }

  #rollupsOf(definition: SchemeDefinition, atMs: number): SchemeRollups {
    return schemeRollups(this.#facts, definition, { at: atMs });
  }

  #byDefinition(key: string, timeMs: number): Origin {
    return { cause: 'definition', key, timeMs, judgedMs: timeMs };
  }
}

function isBuyer(figures: CustomerFigures): boolean {
  return figures.active && ordersIn(figures, EVER).orderCount > 0;
}
