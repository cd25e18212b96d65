export { AllFollowers, type FactsFollower } from './all-followers.ts';
export { setSystemAlarm } from './due-alarm.ts';
export { DueHeap } from './due-heap.ts';
export { createFactsHost, type FactsHost, type FactsHostOptions } from './facts-host.ts';
export { FutureFacts } from './future-facts.ts';
export type { BoardStart, DefinitionEdit, LiveBoard, LiveModel, SavedDefinition } from './live-model.ts';
export type { CrossingCause, Origin, Touch } from './origin.ts';
export { ProgressStore } from './progress-store.ts';
export type { TenantFollower } from './tenant-follower.ts';
