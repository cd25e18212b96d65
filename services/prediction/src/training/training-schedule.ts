import { DAY_MS, type ZoneTime } from '@perennial/calendar';
import type { Logger } from '@perennial/runtime';
import type { ModelVersions } from '../versions/model-versions.ts';
import type { Trainer } from './trainer.ts';

export interface ScheduleOptions {
  trainer: Trainer;
  versions: ModelVersions;
  zoneOf(tenant: string): Promise<ZoneTime>;
  now(): number;
  /** Rings once, at that instant or after; returns how to call it off. */
  setAlarm(atMs: number, ring: () => void): () => void;
  logger: Logger;
  /** Hour of the shop's clock at which the models are trained anew. */
  hour: number;
  /** How long after its first event a shop without a model is tried, and again while it has too little data. */
  firstTrainingDelayMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * Trains each tenant's models once a night, and soon after its first events; a night that went by while nobody watched is made up at
 * once. One alarm a tenant; nothing polls.
 */
export class TrainingSchedule {
  readonly #options: ScheduleOptions;
  readonly #alarms = new Map<string, () => void>();
  readonly #watched = new Set<string>();
  #stopped = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** From now on the tenant's models are trained; again is no second time. */
  watch(tenant: string): void {
    if (this.#watched.has(tenant)) return;
    this.#watched.add(tenant);
    void this.#arm(tenant, 'sinceTrained');
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#alarms.values()) cancel();
  }

  /** A night that refused or failed is not tried again before the next one: only at first do nights since the last version count. */
  async #arm(tenant: string, nights: 'sinceTrained' | 'fromNow'): Promise<void> {
    const { versions, now, setAlarm, firstTrainingDelayMs } = this.#options;
    const nowMs = now();
    let atMs = nowMs + firstTrainingDelayMs;
    try {
      const newest = await versions.newest(tenant);
      const sinceMs = nights === 'fromNow' ? nowMs : Math.min(nowMs, newest?.trainedAtMs ?? nowMs);
      if (newest !== undefined) atMs = await this.#nightAfter(tenant, sinceMs);
    } catch (err) {
      this.#options.logger.error({ err, tenant }, 'the next training could not be set and is tried again');
    }
    if (this.#stopped) return;
    this.#alarms.set(
      tenant,
      setAlarm(atMs, () => void this.#ring(tenant, atMs)),
    );
  }

  /** An alarm that lies weeks ahead may ring early. */
  async #ring(tenant: string, atMs: number): Promise<void> {
    if (this.#options.now() >= atMs) await this.#train(tenant);
    if (!this.#stopped) await this.#arm(tenant, 'fromNow');
  }

  async #train(tenant: string): Promise<void> {
    const { trainer, logger } = this.#options;
    try {
      await trainer.start(tenant, {}, false);
      await trainer.ended(tenant);
    } catch (err) {
      if (!this.#stopped) logger.error({ err, tenant }, 'a training could not be begun');
    }
  }

  async #nightAfter(tenant: string, sinceMs: number): Promise<number> {
    const { zoneOf, hour } = this.#options;
    const zone = await zoneOf(tenant);
    const day = Math.floor(zone.localMs(sinceMs) / DAY_MS) * DAY_MS;
    const nightMs = zone.instantOf(day + hour * HOUR_MS);
    return nightMs > sinceMs ? nightMs : zone.instantOf(day + DAY_MS + hour * HOUR_MS);
  }
}
