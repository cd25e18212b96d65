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
  madeMs: number;
  fit: Promise<ChannelFit>;
  view?: Promise<ChannelView>;
}

/** All customers move little in ten minutes; a customer's own past is read each time. */
const KEPT_MS = 600_000;
const MOST_TENANTS = 16;

/** What all customers of a tenant say, worked out when it is asked for and kept for ten minutes. */
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
    if (known !== undefined && nowMs - known.madeMs < KEPT_MS) return known;
    const kept: Kept = { madeMs: nowMs, fit: this.#fitted(tenant, nowMs) };
    kept.fit = this.#orForgotten(tenant, kept, kept.fit);
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
