import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import { dayOf, type Terms } from '@perennial/forecasts';
import { type Logger, runOutsideCall } from '@perennial/runtime';
import type { Missing } from '../domain/missing.ts';
import { DEFAULT_TERMS } from '../domain/terms.ts';
import { readAllPurchases } from '../histories/all-purchases.ts';
import type { ModelVersions } from '../versions/model-versions.ts';
import { trainInThread } from './train-in-thread.ts';
import { DONE_BEFORE, type TrainingStep } from './training-step.ts';

/** How a tenant's training stands, or how the last one ended. */
export interface TrainingStatus {
  state: 'running' | 'done' | 'refused' | 'failed';
  step: TrainingStep;
  /** 0 to 1. */
  progress: number;
  startedAtMs: number;
  endedAtMs?: number;
  /** Made by it. */
  version?: number;
  missing: readonly Missing[];
  error?: string;
}

export interface TrainerOptions {
  versions: ModelVersions;
  factsOf(tenant: string): FactsReader;
  zoneOf(tenant: string): Promise<ZoneTime>;
  now(): number;
  logger: Logger;
  /** What goes with what is learned beside the models; never throws. */
  learnAffinity(tenant: string): Promise<void>;
}

/** Trains the models of all tenants, one after the other, and puts what it finds in force. */
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
  start(tenant: string, terms: Partial<Terms>, askedFor: boolean): TrainingStatus {
    const current = this.#statuses.get(tenant);
    if (current?.state === 'running') return current;
    const startedAtMs = this.#options.now();
    const status = this.#note(tenant, {
      state: 'running',
      step: 'waiting',
      progress: 0,
      startedAtMs,
      missing: [],
    });
    this.#last = this.#last.then(() => runOutsideCall(() => this.#train(tenant, terms, askedFor)));
    this.#running.set(tenant, this.#last);
    return status;
  }

  /** Resolves when the tenant's training has ended, however. */
  async ended(tenant: string): Promise<void> {
    await this.#running.get(tenant);
  }

  /** Breaks off what runs. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#last;
  }

  async #train(tenant: string, terms: Partial<Terms>, askedFor: boolean): Promise<void> {
    try {
      await this.#trainOrThrow(tenant, terms, askedFor);
    } catch (err) {
      if (!this.#abort.signal.aborted) {
        this.#options.logger.error({ err, tenant }, 'training failed; the model in force stays');
      }
      this.#end(tenant, { state: 'failed', error: 'the training broke off; the log says why' });
    }
  }

  async #trainOrThrow(tenant: string, told: Partial<Terms>, askedFor: boolean): Promise<void> {
    const { versions, factsOf, zoneOf, now, learnAffinity } = this.#options;
    const at = (step: TrainingStep): void => this.#move(tenant, step);
    at('reading');
    const inForce = await versions.inForce(tenant);
    const terms = { ...(inForce?.model.terms ?? DEFAULT_TERMS), ...told };
    const zone = await zoneOf(tenant);
    const trainedAtMs = now();
    const purchases = await readAllPurchases(factsOf(tenant), zone, trainedAtMs);
    const observedUntilDay = dayOf(zone, trainedAtMs) - 1;
    const outcome = await trainInThread({ purchases, observedUntilDay, terms }, at, this.#abort.signal);
    if (outcome.kind === 'refused') {
      this.#end(tenant, { state: 'refused', missing: outcome.missing });
      return;
    }
    const { model, report, reportMissing } = outcome;
    const { version } = await versions.take(tenant, { trainedAtMs, model, report, reportMissing }, askedFor);
    at('affinity');
    await learnAffinity(tenant);
    this.#end(tenant, { state: 'done', version, progress: 1 });
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
