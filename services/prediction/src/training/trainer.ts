import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import { dayOf, type Terms } from '@perennial/forecasts';
import { type Logger, runOutsideCall } from '@perennial/runtime';
import { fitChannels } from '../channels/fit-channels.ts';
import type { Missing } from '../domain/missing.ts';
import { DEFAULT_TERMS } from '../domain/terms.ts';
import { readAllPurchases } from '../histories/all-purchases.ts';
import type { ModelVersion } from '../versions/model-version.ts';
import type { ModelVersions } from '../versions/model-versions.ts';
import type { BegunTraining, BegunTrainings } from './begun-trainings.ts';
import type { trainInThread } from './train-in-thread.ts';
import type { TrainingStatus } from './training-status.ts';
import { DONE_BEFORE, type TrainingStep } from './training-step.ts';

export interface TrainerOptions {
  versions: ModelVersions;
  begun: BegunTrainings;
  factsOf(tenant: string): FactsReader;
  /** Resolves when all events that there are by now are in the facts. */
  caughtUp(): Promise<void>;
  train: typeof trainInThread;
  zoneOf(tenant: string): Promise<ZoneTime>;
  now(): number;
  logger: Logger;
  /** What goes with what is learned beside the models; never throws. */
  learnAffinity(tenant: string): Promise<void>;
}

type Ended = Partial<TrainingStatus> & Pick<TrainingStatus, 'state'>;

const BROKE_OFF: Ended = { state: 'failed', error: 'the training broke off; the log says why' };
/** A training that ended the process so often is not begun again. */
const MOST_TRIES = 3;

/** Trains the models of all tenants, one after the other, and puts what it finds in force. What a crash broke off is begun again. */
export class Trainer {
  readonly #options: TrainerOptions;
  readonly #statuses = new Map<string, TrainingStatus>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #last: Promise<void> = Promise.resolve();

  constructor(options: TrainerOptions) {
    this.#options = options;
  }

  /** Undefined where none was started in this process. */
  statusOf(tenant: string): TrainingStatus | undefined {
    return this.#statuses.get(tenant);
  }

  /** Starts a training, or joins the one that runs. @param terms what differs from those of the version in force */
  async start(tenant: string, terms: Partial<Terms>, askedFor: boolean): Promise<TrainingStatus> {
    const current = this.#statuses.get(tenant);
    if (current?.state === 'running') return current;
    const { versions, begun, now } = this.#options;
    const startedAtMs = now();
    const status = this.#noteWaiting(tenant, startedAtMs);
    try {
      const afterVersion = (await versions.newest(tenant))?.version ?? 0;
      const training = { tenant, terms, askedFor, startedAtMs, afterVersion, tries: 1 };
      await begun.put(training);
      this.#enqueue(training);
      return status;
    } catch (error) {
      this.#end(tenant, BROKE_OFF);
      throw error;
    }
  }

  /** Begins again what an earlier process did not end. */
  async resume(): Promise<void> {
    const { begun, logger } = this.#options;
    for (const training of await begun.all()) {
      const { tenant, tries } = training;
      this.#noteWaiting(tenant, training.startedAtMs);
      if (tries < MOST_TRIES) {
        const again = { ...training, tries: tries + 1 };
        await begun.put(again);
        this.#enqueue(again);
      } else {
        logger.error({ tenant, tries }, 'a training never ended and is given up; the model in force stays');
        await this.#forget(tenant);
        this.#end(tenant, BROKE_OFF);
      }
    }
  }

  /** Resolves when the tenant's training has ended, however. */
  async ended(tenant: string): Promise<void> {
    await this.#running.get(tenant);
  }

  /** Breaks off what runs; the next process begins it again. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#last;
  }

  #enqueue(training: BegunTraining): void {
    this.#last = this.#last.then(() => runOutsideCall(() => this.#train(training)));
    this.#running.set(training.tenant, this.#last);
  }

  async #train(training: BegunTraining): Promise<void> {
    const { tenant } = training;
    const ended = await this.#outcomeOf(training);
    const isBrokenOff = ended === BROKE_OFF && this.#abort.signal.aborted;
    await (isBrokenOff ? this.#takeBack(training) : this.#forget(tenant));
    if (ended.state === 'done') {
      this.#move(tenant, 'affinity');
      await this.#options.learnAffinity(tenant);
    }
    this.#end(tenant, ended);
  }

  async #outcomeOf(training: BegunTraining): Promise<Ended> {
    try {
      return await this.#trainOrThrow(training);
    } catch (err) {
      const { tenant } = training;
      if (!this.#abort.signal.aborted)
        this.#options.logger.error({ err, tenant }, 'training failed; the model in force stays');
      return BROKE_OFF;
    }
  }

  /** A try that a stop broke off is none: only what ends the process counts. */
  async #takeBack(training: BegunTraining): Promise<void> {
    const { begun, logger } = this.#options;
    try {
      await begun.put({ ...training, tries: training.tries - 1 });
    } catch (err) {
      logger.error({ err, tenant: training.tenant }, 'a training that was stopped counts as tried');
    }
  }

  async #forget(tenant: string): Promise<void> {
    try {
      await this.#options.begun.remove(tenant);
    } catch (err) {
      this.#options.logger.error({ err, tenant }, 'an ended training may be begun again at the next start');
    }
  }

  async #trainOrThrow(training: BegunTraining): Promise<Ended> {
    const { tenant, askedFor, afterVersion } = training;
    const { versions, caughtUp } = this.#options;
    await unlessAborted(caughtUp(), this.#abort.signal);
    const made = (await versions.newerThan(tenant, afterVersion)) ?? (await this.#madeBy(training));
    if (Array.isArray(made)) return { state: 'refused', missing: made };
    await versions.adopt(tenant, made, askedFor);
    return { state: 'done', version: made.version, progress: 1 };
  }

  /** The new version, kept, but not in force; or what is missing. */
  async #madeBy({ tenant, terms: told }: BegunTraining): Promise<ModelVersion | Missing[]> {
    const { versions, factsOf, train, zoneOf, now } = this.#options;
    const at = (step: TrainingStep): void => this.#move(tenant, step);
    at('reading');
    const inForce = await versions.inForce(tenant);
    const terms = { ...(inForce?.model.terms ?? DEFAULT_TERMS), ...told };
    const zone = await zoneOf(tenant);
    const trainedAtMs = now();
    const facts = factsOf(tenant);
    const purchases = await readAllPurchases(facts, zone, trainedAtMs);
    const observedUntilDay = dayOf(zone, trainedAtMs) - 1;
    const outcome = await train({ purchases, observedUntilDay, terms }, at, this.#abort.signal);
    if (outcome.kind === 'refused') return outcome.missing;
    at('channels');
    const channels = await fitChannels(facts, zone, trainedAtMs, this.#abort.signal);
    const { model, report, reportMissing } = outcome;
    return await versions.add(tenant, { trainedAtMs, model, report, reportMissing, channels });
  }

  #noteWaiting(tenant: string, startedAtMs: number): TrainingStatus {
    return this.#note(tenant, { state: 'running', step: 'waiting', progress: 0, startedAtMs, missing: [] });
  }

  #move(tenant: string, step: TrainingStep): void {
    const status = this.#statuses.get(tenant);
    if (status !== undefined) this.#note(tenant, { ...status, step, progress: DONE_BEFORE[step] });
  }

  #end(tenant: string, ended: Partial<TrainingStatus>): void {
    const status = this.#statuses.get(tenant);
    if (status !== undefined) {
      this.#note(tenant, { ...status, ...ended, endedAtMs: this.#options.now() });
    }
  }

  #note(tenant: string, status: TrainingStatus): TrainingStatus {
    this.#statuses.set(tenant, status);
    return status;
  }
}

async function unlessAborted<Result>(task: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([task, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
