import { chooseProducts } from './basket.ts';
import { DAY_MS, onlineMoment, seasonOf, storeMoment } from './calendar.ts';
import { makeCatalogue, type SampleProduct } from './catalogue.ts';
import { iso, MessageIds, type SampleItem } from './item.ts';
import { newsletterItems } from './newsletter.ts';
import { cancellation, onlineOrder, refund, storeOrder } from './order.ts';
import { makePerson, type Person, type Purchase } from './person.ts';
import { PriceList } from './price-list.ts';
import { Random } from './random.ts';
import { registration } from './registration.ts';
import { ONLINE_STORE, STATIONARY_STORES } from './stores.ts';
import { visitItems } from './visit.ts';

export interface ShopOptions {
  seed: number;
  /** People who may come; some never buy. */
  customers: number;
  /** First day, ms since the epoch. */
  fromMs: number;
  /** End (excluded), ms since the epoch. */
  toMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Every other Tuesday. */
const NEWSLETTER_EVERY_DAYS = 14;
const KNOWN_FROM_START = 0.1;

/** A shop that lives day by day: the same options give the same items, in order of time. */
export class SampleShop {
  readonly #random: Random;
  #ids: MessageIds;
  readonly #catalogue: SampleProduct[];
  readonly #priceList: PriceList;
  readonly #people: Person[];
  #later: SampleItem[] = [];
  readonly #seed: number;
  #orderNumber = 100_000;
  #orderPrefix = 'O';

  constructor(options: ShopOptions) {
    this.#seed = options.seed;
    this.#random = new Random(options.seed);
    this.#ids = new MessageIds(`sample-${options.seed}`);
    this.#catalogue = makeCatalogue(this.#random);
    this.#priceList = new PriceList(this.#catalogue);
    this.#people = Array.from({ length: options.customers }, (_, index) =>
      makePerson(index, options.fromMs, options.toMs, this.#random),
    );
  }

  /** Stores and products as they are on the first day. */
  opening(timeMs: number): SampleItem[] {
    const stores = [ONLINE_STORE, ...STATIONARY_STORES].map(
      (store): SampleItem => ({
        door: 'stores',
        timeMs,
        body: { message_id: this.#ids.next(), time: iso(timeMs), ...store },
      }),
    );
    return [...stores, ...this.#priceList.all(timeMs, this.#ids)];
  }

  /** All that happens on one day, in order of time. */
  day(dayStartMs: number): SampleItem[] {
    const items = this.#priceList.changes(dayStartMs, this.#ids, this.#random);
    const season = seasonOf(dayStartMs);
    const newsletterDay = Math.floor(dayStartMs / DAY_MS) % NEWSLETTER_EVERY_DAYS === 5;
    for (const person of this.#people) {
      if (person.arrivesMs > dayStartMs) continue;
      if (newsletterDay && person.newsletter && person.known)
        items.push(...newsletterItems(person, dayStartMs, this.#ids, this.#random));
      if (person.active) items.push(...this.#personDay(person, dayStartMs, season));
    }
    return this.#withLater(items, dayStartMs + DAY_MS);
  }

  /** From here on ids are those of `run`: two lives after one past never share an id. */
  startRun(run: string): void {
    this.#ids = new MessageIds(`sample-${this.#seed}-${run}`);
    this.#orderPrefix = `O${run}-`;
  }

  /** One visit now, of someone chosen by how active they are; some of them buy. For a demo that moves. */
  moment(nowMs: number): SampleItem[] {
    const present = this.#people.filter((person) => person.arrivesMs <= nowMs);
    const person = this.#random.weighted(
      present,
      (candidate) => candidate.ordersPerDay + candidate.idleVisitsPerDay,
    );
    return this.#random.chance(0.2) ? this.#buyOnline(person, nowMs) : this.#look(person, nowMs);
  }

  #personDay(person: Person, dayStartMs: number, season: number): SampleItem[] {
    const items: SampleItem[] = [];
    if (this.#random.chance(person.idleVisitsPerDay))
      items.push(...this.#look(person, onlineMoment(dayStartMs, this.#random)));
    if (this.#random.chance(Math.min(0.9, person.ordersPerDay * season)))
      items.push(...this.#decide(person, dayStartMs));
    if (person.plannedPurchaseDays[0] === dayStartMs) {
      person.plannedPurchaseDays.shift();
      items.push(...this.#buyOnline(person, onlineMoment(dayStartMs, this.#random)));
    }
    return items;
  }

  /** A purchase is decided: at once, or after some days of looking. */
  #decide(person: Person, dayStartMs: number): SampleItem[] {
    if (this.#random.chance(person.storeShare))
      return this.#buyInStore(person, storeMoment(dayStartMs, this.#random));
    if (this.#random.chance(0.45)) return this.#buyOnline(person, onlineMoment(dayStartMs, this.#random));
    const inDays = this.#random.whole(1, 5);
    person.plannedPurchaseDays.push(dayStartMs + inDays * DAY_MS);
    person.plannedPurchaseDays.sort((a, b) => a - b);
    return this.#look(person, onlineMoment(dayStartMs, this.#random));
  }

  #look(person: Person, startMs: number): SampleItem[] {
    const products = chooseProducts(person, this.#catalogue, startMs, this.#random).slice(0, 3);
    person.viewed = [...products, ...person.viewed].slice(0, 10);
    const items: SampleItem[] = [];
    if (!person.known && this.#random.chance(KNOWN_FROM_START))
      items.push(...this.#register(person, startMs));
    const abandons = this.#random.chance(0.15);
    const source = this.#random.pick(person.habits);
    items.push(
      ...visitItems({ person, startMs, source, products, buys: false, abandons }, this.#ids, this.#random),
    );
    return items;
  }

  #buyOnline(person: Person, startMs: number): SampleItem[] {
    const products = chooseProducts(person, this.#catalogue, startMs, this.#random);
    const source = this.#random.pick(person.habits);
    const items = visitItems(
      { person, startMs, source, products, buys: true, abandons: false },
      this.#ids,
      this.#random,
    );
    const timeMs = (items.at(-1)?.timeMs ?? startMs) + 2 * MINUTE_MS;
    if (!person.known) items.push(...this.#register(person, timeMs - MINUTE_MS));
    const purchase = this.#purchase(person, products, timeMs);
    items.push(onlineOrder(person, purchase, this.#ids, this.#random));
    this.#planAftermath(person, purchase);
    return items;
  }

  #buyInStore(person: Person, timeMs: number): SampleItem[] {
    const purchase = this.#purchase(
      person,
      chooseProducts(person, this.#catalogue, timeMs, this.#random),
      timeMs,
    );
    const withCard = this.#random.chance(0.75);
    const items = withCard && !person.known ? this.#register(person, timeMs - 5 * MINUTE_MS) : [];
    items.push(storeOrder(person, purchase, withCard, this.#ids, this.#random));
    return items;
  }

  #purchase(person: Person, products: SampleProduct[], timeMs: number): Purchase {
    this.#orderNumber += 1;
    const purchase = { orderId: `${this.#orderPrefix}${this.#orderNumber}`, timeMs, products };
    person.purchases.push(purchase);
    if (this.#random.chance(person.dropoutProbability)) person.active = false;
    return purchase;
  }

  /** Returns come after one or two weeks, cancellations within hours. */
  #planAftermath(person: Person, purchase: Purchase): void {
    if (this.#random.chance(0.012)) {
      this.#later.push(
        cancellation(purchase, purchase.timeMs + this.#random.whole(1, 8) * HOUR_MS, this.#ids),
      );
    } else if (this.#random.chance(person.returnProbability)) {
      const backMs = purchase.timeMs + this.#random.whole(5, 14) * DAY_MS;
      this.#later.push(refund(purchase, this.#random.pick(purchase.products), backMs, this.#ids));
    }
  }

  #register(person: Person, timeMs: number): SampleItem[] {
    person.known = true;
    return registration(person, timeMs, this.#ids);
  }

  /** Adds what was planned for before `endMs` and puts all in order of time. */
  #withLater(items: SampleItem[], endMs: number): SampleItem[] {
    const due = this.#later.filter((item) => item.timeMs < endMs);
    this.#later = this.#later.filter((item) => item.timeMs >= endMs);
    return [...items, ...due].sort((a, b) => a.timeMs - b.timeMs);
  }
}

/** The whole past of a shop, day by day, within a day in order of time: stores and products first. */
export function* simulate(options: ShopOptions): Generator<SampleItem> {
  const shop = new SampleShop(options);
  yield* pastOf(shop, options);
}

/** As `simulate`, with a shop that can go on living afterwards. */
export function* pastOf(shop: SampleShop, options: ShopOptions): Generator<SampleItem> {
  yield* shop.opening(options.fromMs);
  for (let dayMs = options.fromMs; dayMs < options.toMs; dayMs += DAY_MS) {
    for (const item of shop.day(dayMs)) if (item.timeMs < options.toMs) yield item;
  }
}
