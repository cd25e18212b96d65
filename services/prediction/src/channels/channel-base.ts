import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import { ChannelView } from './channel-view.ts';
import { type ChannelFit, fitChannels } from './fit-channels.ts';

export interface ChannelBaseOptions {
  /** Empty facts for a tenant without events. */
  factsOf(tenant: string): FactsReader;
  zoneOf(tenant: string): Promise<ZoneTime>;
  now(): number;
}

interface Kept {
  /** It is made anew by the next who asks from then on. */
  staleMs: number;
  fit: Promise<ChannelFit>;
  view?: Promise<ChannelView>;
}

/** It is kept a hundred times as long as it took to make, so that it takes a hundredth of a core at most. */
const KEPT_TIMES_AS_LONG = 100;
const KEPT_AT_LEAST_MS = 10_000;
const KEPT_AT_MOST_MS = 600_000;
const MOST_TENANTS = 16;

/** What all customers of a tenant say, worked out when it is asked for and kept for ten seconds to ten minutes: the larger the shop, the longer. */
export class ChannelBase {
  readonly #options: ChannelBaseOptions;
  readonly #kept = new Map<string, Kept>();

  constructor(options: ChannelBaseOptions) {
    this.#options = options;
  }

  async fit(tenant: string): Promise<ChannelFit> {
    return await this.#of(tenant).fit;
  }

  /** The best channels of the customers, by the models that are returned with them. */
  async view(tenant: string): Promise<{ fit: ChannelFit; view: ChannelView }> {
    const kept = this.#of(tenant);
    const fit = await kept.fit;
    kept.view ??= ChannelView.of(this.#options.factsOf(tenant), fit);
    return { fit, view: await this.#orForgotten(tenant, kept, kept.view) };
  }

  #of(tenant: string): Kept {
    const nowMs = this.#options.now();
    const known = this.#kept.get(tenant);
    if (known !== undefined && nowMs < known.staleMs) return known;
    const kept: Kept = { staleMs: Number.POSITIVE_INFINITY, fit: this.#fitted(tenant, nowMs) };
    kept.fit = this.#orForgotten(tenant, kept, kept.fit);
    kept.fit.then(
      () => {
        const tookMs = this.#options.now() - nowMs;
        const keptMs = Math.max(KEPT_AT_LEAST_MS, KEPT_TIMES_AS_LONG * tookMs);
        kept.staleMs = nowMs + Math.min(keptMs, KEPT_AT_MOST_MS);
      },
      () => {},
    );
    this.#kept.delete(tenant);
    this.#kept.set(tenant, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_TENANTS && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }

  async #fitted(tenant: string, atMs: number): Promise<ChannelFit> {
    return await fitChannels(this.#options.factsOf(tenant), await this.#options.zoneOf(tenant), atMs);
  }

  /** What failed is tried again by the next who asks. */
  async #orForgotten<Made>(tenant: string, kept: Kept, made: Promise<Made>): Promise<Made> {
    try {
      return await made;
    } catch (thrown) {
      if (this.#kept.get(tenant) === kept) this.#kept.delete(tenant);
      throw thrown;
    }
  }
}
