import { geometric, xorshift } from './random.ts';

/** Instant of all questions. Times of the shop are whole seconds up to it, so that every engine may keep them in four bytes. */
export const END_S = Date.UTC(2026, 0, 1) / 1000;
export const PRODUCTS = 20_000;
const BRANDS = 100;
export const EVENT_TYPES = [
  'visit_started',
  'product_viewed',
  'cart_added',
  'message_opened',
  'searched',
] as const;
export const COUNTRIES = ['DE', 'AT', 'CH', 'PL', 'FR', 'NL', 'CZ', 'US'] as const;
export const NO_CODE = 0xffff;

/** Source classes by code, in the order of `SOURCES`; the first four are the paid ones. */
export const SOURCES = [
  { sourceClass: 'adv', paid: true },
  { sourceClass: 'utm', paid: true },
  { sourceClass: 'search', paid: true },
  { sourceClass: 'referral', paid: true },
  { sourceClass: 'direct', paid: false },
  { sourceClass: 'email', paid: false },
  { sourceClass: 'search', paid: false },
  { sourceClass: 'referral', paid: false },
] as const;
const PAID_SOURCES = 4;

const DAYS = 1095;
const DAY_S = 86_400;

/** Rows of a shop that never was, in flat columns, by customer and time. */
export interface SegmentShop {
  customers: number;
  orderCounts: Uint32Array;
  orderTimeS: Uint32Array;
  orderNetMinor: Uint32Array;
  lineCounts: Uint8Array;
  lineProduct: Uint16Array;
  lineQuantity: Uint8Array;
  lineAmountMinor: Uint32Array;
  eventCounts: Uint32Array;
  eventTimeS: Uint32Array;
  /** Place in `EVENT_TYPES`. */
  eventType: Uint8Array;
  /** Place in `SOURCES`; `NO_CODE` but for visits. */
  eventSource: Uint16Array;
  eventProduct: Uint16Array;
  /** Place in `COUNTRIES`, by customer. */
  country: Uint8Array;
  /** 1 for those tagged `vip`. */
  isVip: Uint8Array;
}

/** Brand of a product, as a number below `BRANDS`. */
export function brandOf(product: number): number {
  return product % BRANDS;
}

/** On average 4 orders of 2.5 lines and 10 events a customer; equal sizes give equal shops. */
export function segmentShop(customers: number): SegmentShop {
  const random = xorshift(11);
  const orderCounts = Uint32Array.from({ length: customers }, () => geometric(5, random) - 1);
  const orders = total(orderCounts);
  const lineCounts = Uint8Array.from({ length: orders }, () => Math.min(geometric(2.5, random), 200));
  const lines = total(lineCounts);
  const eventCounts = Uint32Array.from({ length: customers }, () => geometric(11, random) - 1);
  const events = total(eventCounts);
  const shop: SegmentShop = {
    customers,
    orderCounts,
    orderTimeS: new Uint32Array(orders),
    orderNetMinor: new Uint32Array(orders),
    lineCounts,
    lineProduct: new Uint16Array(lines),
    lineQuantity: new Uint8Array(lines),
    lineAmountMinor: new Uint32Array(lines),
    eventCounts,
    eventTimeS: new Uint32Array(events),
    eventType: new Uint8Array(events),
    eventSource: new Uint16Array(events).fill(NO_CODE),
    eventProduct: new Uint16Array(events).fill(NO_CODE),
    country: Uint8Array.from({ length: customers }, () => Math.floor(random() ** 2 * COUNTRIES.length)),
    isVip: Uint8Array.from({ length: customers }, () => Number(random() < 0.2)),
  };
  fillOrders(shop, random);
  fillEvents(shop, random);
  return shop;
}

/** Half of a customer's lines are of the brand that it likes best. */
function fillOrders(shop: SegmentShop, random: () => number): void {
  let order = 0;
  let line = 0;
  for (const count of shop.orderCounts) {
    const favourite = Math.floor(random() * BRANDS);
    setTimes(shop.orderTimeS, order, count, random);
    for (const end = order + count; order < end; order += 1) {
      let net = 0;
      for (const endLine = line + (shop.lineCounts[order] ?? 0); line < endLine; line += 1) {
        const product = someProduct(favourite, random);
        const quantity = 1 + Math.floor(random() ** 4 * 6);
        const amount = priceMinor(product) * quantity;
        shop.lineProduct[line] = product;
        shop.lineQuantity[line] = quantity;
        shop.lineAmountMinor[line] = amount;
        net += amount;
      }
      shop.orderNetMinor[order] = net;
    }
  }
}

function fillEvents(shop: SegmentShop, random: () => number): void {
  let event = 0;
  for (const count of shop.eventCounts) {
    const paidShare = random() < 0.3 ? 0.95 : 0.2;
    setTimes(shop.eventTimeS, event, count, random);
    for (const end = event + count; event < end; event += 1) {
      const type = someType(random());
      shop.eventType[event] = type;
      if (type === 0) shop.eventSource[event] = someSource(random() < paidShare, random);
      else if (type < 3) shop.eventProduct[event] = Math.floor(random() ** 3 * PRODUCTS);
    }
  }
}

function setTimes(times: Uint32Array, first: number, count: number, random: () => number): void {
  for (let i = first; i < first + count; i += 1) times[i] = END_S - Math.floor(random() * DAYS * DAY_S);
  times.subarray(first, first + count).sort();
}

function someProduct(favourite: number, random: () => number): number {
  if (random() < 0.5) return Math.floor(random() * (PRODUCTS / BRANDS)) * BRANDS + favourite;
  return Math.floor(random() ** 3 * PRODUCTS);
}

/** A quarter visits, four tenths views, a tenth carts, 15 % opens, a tenth searches. */
function someType(random: number): number {
  const borders = [0.25, 0.65, 0.75, 0.9];
  const place = borders.findIndex((border) => random < border);
  return place < 0 ? borders.length : place;
}

function someSource(paid: boolean, random: () => number): number {
  return Math.floor(random() * PAID_SOURCES) + (paid ? 0 : PAID_SOURCES);
}

function priceMinor(product: number): number {
  return 499 + ((product * 7919) % 14_500);
}

function total(counts: Uint32Array | Uint8Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
