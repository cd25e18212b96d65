import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import { ChannelView } from './channel-view.ts';
import { fitChannels } from './fit-channels.ts';
import { KeptAWhile } from './kept-a-while.ts';
import type { ChannelsInForce } from './trained-channels.ts';

export interface ChannelBaseOptions {
  /** Empty facts for a tenant without events. */
  factsOf(tenant: string): FactsReader;
  zoneOf(tenant: string): Promise<ZoneTime>;
  /** What was trained with the version in force. */
  trainedOf(tenant: string): Promise<ChannelsInForce | undefined>;
  now(): number;
}

/** What all customers of a tenant say: as it was trained, or, where no version has that, fitted when it is asked for. */
export class ChannelBase {
  readonly #options: ChannelBaseOptions;
  readonly #fits: KeptAWhile<ChannelsInForce>;
  readonly #views: KeptAWhile<ChannelView>;

  constructor(options: ChannelBaseOptions) {
    this.#options = options;
    this.#fits = new KeptAWhile(options.now);
    this.#views = new KeptAWhile(options.now);
  }

  async fit(tenant: string): Promise<ChannelsInForce> {
    return (
      (await this.#options.trainedOf(tenant)) ??
      (await this.#fits.of(tenant, '', (atMs) => this.#fitted(tenant, atMs)))
    );
  }

  /** The best channels of the customers, by the models that are returned with them. */
  async view(tenant: string): Promise<{ fit: ChannelsInForce; view: ChannelView }> {
    const fit = await this.fit(tenant);
    const facts = this.#options.factsOf(tenant);
    const key = `${fit.version}@${fit.atMs}`;
    const view = await this.#views.of(tenant, key, (atMs) => ChannelView.of(facts, fit.channels, atMs));
    return { fit, view };
  }

  async #fitted(tenant: string, atMs: number): Promise<ChannelsInForce> {
    const { factsOf, zoneOf } = this.#options;
    return { version: 0, ...(await fitChannels(factsOf(tenant), await zoneOf(tenant), atMs)) };
  }
}
