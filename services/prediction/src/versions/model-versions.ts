import { predictionErrors } from '../errors.ts';
import type { AllPredictions } from '../live/live-predictions.ts';
import type { ModelInForce, ModelVersion } from './model-version.ts';
import type { VersionStore } from './version-store.ts';

/** The id under which followers know the model: a tenant has one. */
export const MODEL_ID = 'model';

/** The versions of the tenants' models, and the change from one to another. */
export class ModelVersions {
  readonly #store: VersionStore;
  readonly #now: () => number;
  /** Changes go through the live predictions, which follow them at the same instant. */
  live: AllPredictions | undefined;

  constructor(store: VersionStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  async list(tenant: string): Promise<ModelVersion[]> {
    return await this.#store.list(tenant);
  }

  /** Undefined where none was trained. */
  async inForce(tenant: string): Promise<ModelInForce | undefined> {
    return await this.#store.inForce(tenant);
  }

  /** @param version 0 means the one in force. @throws MODEL_NOT_FOUND */
  async get(tenant: string, version: number): Promise<ModelVersion> {
    const wanted = version === 0 ? ((await this.inForce(tenant))?.version ?? 0) : version;
    const found = await this.find(tenant, wanted);
    if (found === undefined) throw predictionErrors.MODEL_NOT_FOUND({ version: String(wanted) });
    return found;
  }

  /** Undefined where there is none, or it is kept no more. */
  async find(tenant: string, version: number): Promise<ModelVersion | undefined> {
    return await this.#store.get(tenant, version);
  }

  /** Undefined where none was trained. */
  async newest(tenant: string): Promise<ModelVersion | undefined> {
    return await this.#store.newest(tenant);
  }

  /** The newest version if its number is greater. */
  async newerThan(tenant: string, version: number): Promise<ModelVersion | undefined> {
    const newest = await this.newest(tenant);
    return newest !== undefined && newest.version > version ? newest : undefined;
  }

  /** Keeps a training's result. */
  async add(tenant: string, made: Omit<ModelVersion, 'version'>): Promise<ModelVersion> {
    return await this.#store.add(tenant, made);
  }

  /** Puts a new version in force, unless a roll-back holds another one and the training was not asked for. Again changes nothing. */
  async adopt(tenant: string, version: ModelVersion, askedFor: boolean): Promise<void> {
    const before = await this.inForce(tenant);
    const isFree = askedFor || before?.pinned !== true;
    if (isFree && before?.version !== version.version) await this.#putInForce(tenant, version, false);
    await this.#store.forgetOld(tenant);
  }

  /** @param version 0 means the one before the one in force. @throws MODEL_NOT_FOUND, NO_EARLIER_MODEL */
  async rollBack(tenant: string, version: number): Promise<ModelVersion> {
    const wanted = version === 0 ? await this.#versionBefore(tenant) : version;
    const found = await this.get(tenant, wanted);
    await this.#putInForce(tenant, found, true);
    return found;
  }

  async #versionBefore(tenant: string): Promise<number> {
    const current = (await this.inForce(tenant))?.version ?? 0;
    const earlier = (await this.list(tenant)).find(({ version }) => version < current);
    if (earlier === undefined) throw predictionErrors.NO_EARLIER_MODEL();
    return earlier.version;
  }

  async #putInForce(tenant: string, { version, model }: ModelVersion, pinned: boolean): Promise<void> {
    const save = async (atMs: number): Promise<ModelInForce> => {
      const inForce = { version, model, pinned, etag: `${version}@${atMs}`, updatedAtMs: atMs };
      await this.#store.putInForce(tenant, inForce);
      return inForce;
    };
    const predictions = await this.live?.settled(tenant);
    if (predictions === undefined) await save(this.#now());
    else await predictions.edit(MODEL_ID, save);
  }
}
