import type { ModelVersions } from '../versions/model-versions.ts';
import type { ChannelFit } from './fit-channels.ts';

/** The fit that answers come from. */
export interface ChannelsInForce extends ChannelFit {
  /** Of the trained models; 0 where it is of no version. */
  version: number;
}

/** The models of channels that were trained with the versions in force; each is read from the store once. */
export class TrainedChannels {
  readonly #versions: Pick<ModelVersions, 'inForce' | 'find'>;
  readonly #known = new Map<string, ChannelsInForce>();

  constructor(versions: Pick<ModelVersions, 'inForce' | 'find'>) {
    this.#versions = versions;
  }

  /** Undefined where no version is in force, or the one that is was trained before channels were. */
  async of(tenant: string): Promise<ChannelsInForce | undefined> {
    const inForce = await this.#versions.inForce(tenant);
    if (inForce === undefined) return undefined;
    const { version } = inForce;
    const known = this.#known.get(tenant);
    if (known?.version === version) return known;
    const fit = (await this.#versions.find(tenant, version))?.channels;
    if (fit === undefined) return undefined;
    const channels = { version, ...fit };
    this.#known.set(tenant, channels);
    return channels;
  }
}
