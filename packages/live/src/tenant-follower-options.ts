import type { Bus } from '@perennial/bus';
import type { ZoneTime } from '@perennial/calendar';
import type { BoardImages } from './board-images.ts';
import type { AlarmOptions } from './due-alarm.ts';
import type { LiveModel, SavedDefinition } from './live-model.ts';
import type { ProgressStore } from './progress-store.ts';

export interface TenantFollowerOptions<Saved extends SavedDefinition, Crossing, State> extends AlarmOptions {
  tenant: string;
  bus: Bus;
  progress: ProgressStore<State>;
  /** Absent: boards are not kept over a stop. */
  images?: BoardImages;
  model: LiveModel<Saved, Crossing, State>;
  zone: ZoneTime;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}
