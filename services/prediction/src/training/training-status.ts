import type { Missing } from '../domain/missing.ts';
import type { TrainingStep } from './training-step.ts';

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
