import { describe, expect, test } from '@jest/globals';
import { DAY_MS, ZoneTime } from '@perennial/calendar';
import { type FactRecord, Facts, NO_SOURCE } from '@perennial/facts';
import type { Touch } from '@perennial/live';
import fc from 'fast-check';
import { BORDER_MARGIN, bandOf, DWELL_DAYS, highestBand, lowestBand } from '../domain/bands.ts';
import { DEFAULT_TERMS } from '../domain/terms.ts';
import type { TrainedModel } from '../domain/trained-model.ts';
import type { ModelInForce } from '../versions/model-version.ts';
import { type Crossing, crossingId } from './crossing.ts';
import { PredictionBoard } from './prediction-board.ts';

const START = Date.UTC(2025, 0, 1, 12);
const zone = new ZoneTime('Europe/Berlin');
const CUSTOMERS = ['ann', 'bob', 'cid'];

function trained(alpha: number): TrainedModel {
  const values = { r: 0.6, alpha, a: 0.5, b: 2.2 };
  return {
    terms: DEFAULT_TERMS,
    purchases: {
      name: 'mbg-nbd',
      fit: {
        parameters: Object.entries(values).map(([name, value]) => ({ name, value, standardError: null })),
        logParameters: Object.values(values).map(Math.log),
        logCovariance: null,
        logLikelihood: -1,
        report: {
          converged: true,
          iterations: 1,
          evaluations: 1,
          gradientSize: 0,
          starts: 1,
          agreeingStarts: 1,
        },
      },
    },
    spend: null,
    meanPurchaseMinor: 5000,
    purchaseSeasonFactor: 1,
    churnSeasonFactor: 1,
    observedUntilDay: 0,
    customerCount: 300,
    purchaseCount: 900,
  };
}

function inForce(version: number, alpha: number): ModelInForce {
  return { version, model: trained(alpha), pinned: false, etag: `${version}`, updatedAtMs: 0 };
}

function boardAt(facts: Facts, atMs: number, state = { inForce: inForce(1, 5) }): PredictionBoard {
  return new PredictionBoard(facts, zone, {
    state: { held: [], ...state },
    ...{ atMs, toldMs: atMs, customers: 'known' },
  });
}

function orderOf(customerId: string, time: number): FactRecord {
  const version = { updatedTime: time, tie: 'a' };
  return {
    kind: 'order',
    ...{ customerId, node: `user:${customerId}`, time, recordedTime: time },
    ...{ orderKey: `s|${customerId}-${time}`, version, channel: 'web', source: NO_SOURCE, storeId: '' },
    ...{ storeKind: 'online', coupon: '', currency: 'EUR', netMinor: 5000, lines: [] },
  };
}

/** What happens next: days go by, somebody orders, or another model comes. */
type Happening = { days: number } | { customer: string } | { alpha: number };

const life: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({ days: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ customer: fc.constantFrom(...CUSTOMERS) }),
    fc.record({ alpha: fc.double({ min: 4.8, max: 5.2, noNaN: true }) }),
  ),
  { maxLength: 40 },
);

/** A shop that lives on; between happenings the board may be closed and opened again from what it saved. */
class Shop {
  readonly facts = new Facts();
  readonly crossings: Crossing[] = [];
  readonly lastOrderMs = new Map<string, number>();
  board: PredictionBoard;
  atMs = START;
  #version = 1;

  constructor() {
    for (const customer of CUSTOMERS) this.facts.apply(orderOf(customer, START));
    for (const customer of CUSTOMERS) this.lastOrderMs.set(customer, START);
    this.board = boardAt(this.facts, START);
  }

  live(happening: Happening): void {
    if ('days' in happening) this.#advance(this.atMs + happening.days * DAY_MS);
    else if ('customer' in happening) this.#order(happening.customer);
    else this.#put(happening.alpha);
  }

  restart(): void {
    // Through JSON, as the store keeps it.
    const state = JSON.parse(JSON.stringify(this.board.state));
    this.board = boardAt(this.facts, this.board.atMs, state);
  }

  #advance(limitMs: number): void {
    this.atMs = limitMs;
    for (let some = this.board.advance(limitMs); some !== undefined; some = this.board.advance(limitMs))
      this.crossings.push(...some);
  }

  #order(customer: string): void {
    this.#advance(this.atMs + 60_000);
    this.facts.apply(orderOf(customer, this.atMs));
    this.lastOrderMs.set(customer, this.atMs);
    const touch: Touch = { cause: 'event', eventId: `e${this.atMs}`, timeMs: this.atMs };
    const touches = new Map([[this.facts.customerIndexOf(customer), touch]]);
    this.crossings.push(...this.board.judgeTouched(touches, this.atMs));
  }

  #put(alpha: number): void {
    this.#advance(this.atMs + 1);
    this.#version += 1;
    this.crossings.push(...this.board.put(inForce(this.#version, alpha), this.atMs));
  }
}

function lived(happenings: readonly Happening[], restarts: boolean): Shop {
  const shop = new Shop();
  for (const happening of happenings) {
    shop.live(happening);
    if (restarts) shop.restart();
  }
  return shop;
}

describe('a board of predictions', () => {
  test('opened again after each step tells the same crossings (PRED-8)', () => {
    fc.assert(
      fc.property(life, (happenings) => {
        expect(lived(happenings, true).crossings).toEqual(lived(happenings, false).crossings);
      }),
    );
  });

  test("each crossing goes on where the customer's last one ended, under an id of its own", () => {
    fc.assert(
      fc.property(life, (happenings) => {
        const { crossings } = lived(happenings, false);
        expect(new Set(crossings.map(crossingId)).size).toBe(crossings.length);
        for (const customer of CUSTOMERS) {
          const own = crossings.filter(({ customerId }) => customerId === customer);
          for (const [place, { fromBand, toBand }] of own.entries()) {
            expect(toBand).not.toBe(fromBand);
            if (place > 0) expect(fromBand).toBe(own[place - 1].toBand);
          }
        }
      }),
    );
  });

  test('nobody flaps: borders are passed by the margin, and time crosses none in the week after an order', () => {
    fc.assert(
      fc.property(life, (happenings) => {
        const shop = new Shop();
        for (const happening of happenings) {
          const before = shop.crossings.length;
          const orders = new Map(shop.lastOrderMs);
          shop.live(happening);
          for (const { origin, customerId, churnRisk, fromBand, toBand } of shop.crossings.slice(before)) {
            if (origin.cause !== 'time') continue;
            const lastDay = zone.startOfDay(orders.get(customerId) ?? 0);
            expect(zone.startOfDay(origin.timeMs) - lastDay).toBeGreaterThanOrEqual(
              DWELL_DAYS * DAY_MS - 3_600_000,
            );
            expect(toBand).toBeGreaterThan(fromBand);
            expect(bandOf(churnRisk - BORDER_MARGIN + 1e-12)).toBeGreaterThanOrEqual(toBand);
          }
        }
      }),
    );
  });

  test('all are as if judged one by one, in bands that their risk allows', () => {
    fc.assert(
      fc.property(life, (happenings) => {
        const { board, facts } = lived(happenings, false);
        const again = boardAt(facts, board.atMs, { inForce: board.inForce ?? inForce(1, 5) });
        for (let customer = 0; customer < facts.customerCount; customer += 1) {
          const { churnRisk, band } = board.forecasts;
          expect(churnRisk[customer]).toBe(again.forecasts.churnRisk[customer]);
          const dwells = board.day - board.purchases.lastDayOf(customer) < DWELL_DAYS;
          if (dwells) continue;
          expect(band[customer]).toBeGreaterThanOrEqual(lowestBand(churnRisk[customer]));
          expect(band[customer]).toBeLessThanOrEqual(highestBand(churnRisk[customer]));
        }
      }),
    );
  });

  test('who bought daily and stops is left alone for a week, though their risk has passed the border (PRED-8)', () => {
    const shop = new Shop();
    for (let day = 0; day < 150; day += 1) {
      shop.live({ days: 1 });
      shop.live({ customer: 'ann' });
    }
    const told = () =>
      shop.crossings.filter(({ customerId, origin }) => customerId === 'ann' && origin.cause === 'time');
    const ann = shop.facts.customerIndexOf('ann');
    shop.live({ days: DWELL_DAYS - 1 });
    expect(shop.board.forecasts.churnRisk[ann]).toBeGreaterThan(0.25 + BORDER_MARGIN);
    expect(shop.board.forecasts.band[ann]).toBe(1);
    expect(told()).toEqual([]);
    shop.live({ days: 1 });
    expect(told()).toHaveLength(1);
  });

  test('without an order for long everybody ends in the highest band, told once a border', () => {
    const shop = lived([{ days: 400 }], false);
    expect(
      shop.crossings
        .filter(({ customerId }) => customerId === 'ann')
        .map(({ toBand }) => toBand)
        .at(-1),
    ).toBe(4);
    expect(shop.crossings.length).toBeLessThanOrEqual(3 * CUSTOMERS.length);
  });
});
