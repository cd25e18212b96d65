import type { Terms } from '@perennial/forecasts';
import type { Collection, Store } from '@perennial/store';

/** A training from when it is asked for until it has ended: what a crash broke off is begun again from it. */
export interface BegunTraining {
  tenant: string;
  /** What differs from the terms of the version in force. */
  terms: Partial<Terms>;
  askedFor: boolean;
  startedAtMs: number;
  /** The newest version before it; a newer one is its result. */
  afterVersion: number;
  /** How often it was begun; without those that an orderly stop broke off. */
  tries: number;
}

interface BegunDocument extends Omit<BegunTraining, 'tenant'> {
  /** The tenant. */
  _id: string;
}

/** The trainings of all tenants that have not ended; at most one each. */
export class BegunTrainings {
  readonly #trainings: Collection<BegunDocument>;

  constructor(store: Store) {
    this.#trainings = store.collection('begun_trainings');
  }

  async all(): Promise<BegunTraining[]> {
    const documents = await this.#trainings.find({}).toArray();
    return documents.map(({ _id: tenant, ...begun }) => ({ tenant, ...begun }));
  }

  async put({ tenant, ...begun }: BegunTraining): Promise<void> {
    await this.#trainings.replaceOne({ _id: tenant }, { _id: tenant, ...begun }, { upsert: true });
  }

  async remove(tenant: string): Promise<void> {
    await this.#trainings.deleteOne({ _id: tenant });
  }
}
