import type { FoundChannel } from '@perennial/channel-choice';
import type { BestChannelLeaf, BestChannelTest } from '@perennial/conditions';
import type { ChannelReader } from '../readers.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';

/** The best channel of the customer that is loaded: found once for all leaves that ask for it. */
export class LoadedChannel {
  readonly #channels: ChannelReader | undefined;
  #round = -1;
  #found: FoundChannel | undefined;

  /** @param channels undefined where no model of channels was trained */
  constructor(channels: ChannelReader | undefined) {
    this.#channels = channels;
  }

  /** Undefined where no model was trained. */
  of({ round, customer, asOf }: CustomerRows): FoundChannel | undefined {
    if (round !== this.#round) {
      this.#round = round;
      this.#found = this.#channels?.find(customer, asOf);
    }
    return this.#found;
  }
}

/** The customer's best channel passes a test. */
export class BestChannelLeafJudge implements CompiledLeaf {
  readonly #loaded: LoadedChannel;
  readonly #test: BestChannelTest;

  constructor({ test }: BestChannelLeaf, loaded: LoadedChannel) {
    this.#loaded = loaded;
    this.#test = test;
  }

  holds(rows: CustomerRows): boolean {
    const found = this.#loaded.of(rows);
    if (found === undefined) return false;
    const { channel } = found;
    if (this.#test.op === 'in') return channel !== undefined && this.#test.values.includes(channel);
    return (channel === undefined) === (this.#test.op === 'unset');
  }

  nextInstant(rows: CustomerRows): number {
    return this.#loaded.of(rows)?.untilMs ?? Number.POSITIVE_INFINITY;
  }

  find(rows: CustomerRows): LeafFinding {
    const found = { evidence: [], evidenceCount: 0 };
    const best = this.#loaded.of(rows);
    if (best === undefined) return { ...found, missing: 'channel_model' };
    if (best.channel !== undefined) return { ...found, actual: best.channel };
    return this.#test.op === 'unset' ? found : { ...found, missing: 'channel_consent' };
  }
}
