import type { SampleProduct } from './catalogue.ts';
import { iso, type MessageIds, type SampleItem } from './item.ts';
import type { Person, SourceHabit } from './person.ts';
import type { Random } from './random.ts';

const SITE = 'https://kleinerfuchs.example';
const SECOND_MS = 1000;

/** What a visit is about. */
export interface VisitPlan {
  person: Person;
  startMs: number;
  source: SourceHabit;
  products: readonly SampleProduct[];
  /** Added to the cart and taken to the checkout. */
  buys: boolean;
  /** Added to the cart and left there. */
  abandons: boolean;
}

/** The hits of a visit in order of time; the last one's time is where an order goes on. */
export function visitItems(plan: VisitPlan, ids: MessageIds, random: Random): SampleItem[] {
  const hits = new HitWriter(plan, ids, random);
  hits.landing();
  if (random.chance(0.25) && plan.products.length > 0)
    hits.track('Products Searched', { query: searchWords(plan.products) });
  for (const product of plan.products) {
    hits.track('Product Viewed', productProperties(product));
    if (plan.buys || plan.abandons)
      hits.track('Product Added', { ...productProperties(product), quantity: 1 });
  }
  if (plan.buys || (plan.abandons && random.chance(0.4))) hits.track('Checkout Started', {});
  return hits.items;
}

class HitWriter {
  readonly items: SampleItem[] = [];
  readonly #plan: VisitPlan;
  readonly #ids: MessageIds;
  readonly #random: Random;
  readonly #anonymousId: string;
  #nowMs: number;

  constructor(plan: VisitPlan, ids: MessageIds, random: Random) {
    this.#plan = plan;
    this.#ids = ids;
    this.#random = random;
    this.#anonymousId = random.pick(plan.person.anonymousIds);
    this.#nowMs = plan.startMs;
  }

  landing(): void {
    const { person, source } = this.#plan;
    const arrival = arrivalOf(source);
    this.#push('page', {
      name: 'Home',
      properties: {
        url: `${SITE}/${arrival.search}`,
        path: '/',
        title: 'Kleiner Fuchs',
        referrer: arrival.referrer,
        search: arrival.search,
      },
      context: {
        campaign: arrival.campaign,
        locale: 'de',
        page: {
          url: `${SITE}/${arrival.search}`,
          path: '/',
          referrer: arrival.referrer,
          search: arrival.search,
        },
      },
    });
    if (person.known && this.#random.chance(0.7)) this.#push('identify', { traits: {} });
  }

  track(event: string, properties: Record<string, unknown>): void {
    this.#nowMs += this.#random.whole(5, 120) * SECOND_MS;
    const path = typeof properties['product_id'] === 'string' ? `/p/${properties['product_id']}` : '/';
    const page = { url: `${SITE}${path}`, path, referrer: `${SITE}/` };
    this.#push('track', { event, properties, context: { page } });
  }

  #push(type: string, rest: Record<string, unknown>): void {
    const { person } = this.#plan;
    const known = person.known && (type === 'identify' || this.#random.chance(0.6));
    this.items.push({
      door: 'batch',
      timeMs: this.#nowMs,
      body: {
        type,
        messageId: this.#ids.next(),
        timestamp: iso(this.#nowMs),
        anonymousId: this.#anonymousId,
        ...(known ? { userId: person.userId } : {}),
        ...rest,
      },
    });
  }
}

interface Arrival {
  referrer: string;
  search: string;
  campaign: Record<string, string>;
}

const ARRIVALS: Record<SourceHabit, Arrival> = {
  direct: { referrer: '', search: '', campaign: {} },
  search: { referrer: 'https://www.google.com/', search: '', campaign: {} },
  referral: { referrer: 'https://elternblog.example/empfehlungen', search: '', campaign: {} },
  adv: utm('google', 'cpc', 'spielzeug', '&gclid=Cj0KSample'),
  social: utm('instagram', 'social', 'herbst', ''),
  email: utm('newsletter', 'email', 'neuheiten', ''),
  sms: utm('sms', 'sms', 'erinnerung', ''),
};

function utm(source: string, medium: string, campaign: string, extra: string): Arrival {
  return {
    referrer: '',
    search: `?utm_source=${source}&utm_medium=${medium}&utm_campaign=${campaign}${extra}`,
    campaign: { source, medium, name: campaign },
  };
}

function arrivalOf(source: SourceHabit): Arrival {
  return ARRIVALS[source];
}

function productProperties(product: SampleProduct): Record<string, unknown> {
  return {
    product_id: product.productId,
    name: product.name,
    brand: product.brand,
    category: product.categoryPath.join('/'),
    price: product.priceMinor / 100,
    currency: 'EUR',
  };
}

function searchWords(products: readonly SampleProduct[]): string {
  return products[0]?.categoryPath.at(-1)?.toLowerCase() ?? 'geschenk';
}
