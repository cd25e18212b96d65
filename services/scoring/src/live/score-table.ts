import type { Origin } from '@perennial/live';
import {
  classNameInCell,
  DIMENSIONS,
  ENGAGEMENT_LEVELS,
  FUNNEL_STAGES,
  NO_CELL,
  TRENDS,
  type Verdict,
} from '@perennial/scores';
import type { Crossing, LevelCrossing } from './crossing.ts';

const FIRST_LENGTH = 1024;

/** The codes that were published last, a byte each by customer; 0 for customers never seen. */
export class ScoreTable {
  /** By scheme id. */
  readonly cells = new Map<string, Uint8Array>();
  #trend = new Uint8Array(FIRST_LENGTH);
  #funnel = new Uint8Array(FIRST_LENGTH);
  #engagement = new Uint8Array(FIRST_LENGTH);

  /** Makes room for a customer. */
  reserve(customer: number): void {
    if (customer < this.#trend.length) return;
    const length = Math.max(customer + 1, Math.ceil(this.#trend.length * 1.5));
    this.#trend = longer(this.#trend, length);
    this.#funnel = longer(this.#funnel, length);
    this.#engagement = longer(this.#engagement, length);
    for (const [schemeId, cells] of this.cells) this.cells.set(schemeId, longer(cells, length));
  }

  addScheme(schemeId: string): void {
    this.cells.set(schemeId, new Uint8Array(this.#trend.length));
  }

  /** Takes a verdict over and adds what it crossed to `crossings`; without an origin nothing is told. */
  take(
    customer: number,
    schemeIds: readonly string[],
    verdict: Verdict,
    told?: { customerId: string; origin: Origin; crossings: Crossing[] },
  ): void {
    this.reserve(customer);
    for (const [place, schemeId] of schemeIds.entries()) {
      this.takeCell(customer, schemeId, verdict.cells[place] ?? 0, told);
    }
    const { trend, funnel, engagement } = verdict;
    if (told !== undefined) {
      const { customerId, origin, crossings } = told;
      const tell = (
        kind: LevelCrossing['kind'],
        names: readonly string[],
        from: number,
        to: number,
      ): void => {
        if (from === to) return;
        crossings.push({ kind, customerId, from: names[from] ?? '', to: names[to] ?? '', origin });
      };
      tell('trend_changed', TRENDS, this.#trend[customer] ?? 0, trend);
      tell('funnel_moved', FUNNEL_STAGES, this.#funnel[customer] ?? 0, funnel);
      tell('engagement_changed', ENGAGEMENT_LEVELS, this.#engagement[customer] ?? 0, engagement);
    }
    this.#trend[customer] = trend;
    this.#funnel[customer] = funnel;
    this.#engagement[customer] = engagement;
  }

  /** Takes one cell over: each dimension whose class differs is a crossing of its own. */
  takeCell(
    customer: number,
    schemeId: string,
    toCell: number,
    told?: { customerId: string; origin: Origin; crossings: Crossing[] },
  ): void {
    const cells = this.cells.get(schemeId);
    if (cells === undefined) return;
    const fromCell = cells[customer] ?? 0;
    cells[customer] = toCell;
    if (told === undefined || fromCell === toCell) return;
    const { customerId, origin, crossings } = told;
    for (const dimension of DIMENSIONS) {
      if (classNameInCell(fromCell, dimension) === classNameInCell(toCell, dimension)) continue;
      crossings.push({ kind: 'rfm_migrated', customerId, schemeId, dimension, fromCell, toCell, origin });
    }
  }

  /** True for a customer in a cell: one with an order. */
  isBuyer(customer: number): boolean {
    for (const cells of this.cells.values()) return (cells[customer] ?? NO_CELL) !== NO_CELL;
    return false;
  }

  /** The codes of one customer by scheme id. */
  codesOf(customer: number): {
    cells: Record<string, number>;
    trend: number;
    funnel: number;
    engagement: number;
  } {
    return {
      cells: Object.fromEntries(
        Array.from(this.cells, ([schemeId, cells]) => [schemeId, cells[customer] ?? 0]),
      ),
      trend: this.#trend[customer] ?? 0,
      funnel: this.#funnel[customer] ?? 0,
      engagement: this.#engagement[customer] ?? 0,
    };
  }
}

function longer(column: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length);
  grown.set(column);
  return grown;
}
