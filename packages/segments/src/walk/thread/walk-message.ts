import type { MessagePort } from 'node:worker_threads';
import type { FactsImage } from '@perennial/facts';
import type { WalkQuestion } from '../walk-question.ts';

/** What the thread begins with. */
export interface WalkThreadData {
  port: MessagePort;
  /** One word, a `ThreadState`. */
  state: Int32Array<SharedArrayBuffer>;
  /** Of the task's customers, those that one of the threads has taken. */
  taken: Int32Array<SharedArrayBuffer>;
}

/** Waited for and told by `Atomics`, so that neither thread needs a turn of its event loop. */
export const ThreadState = { starting: 0, idle: 1, asked: 2 } as const;

/** Of so many questions the thread knows how it walks for them; the oldest is forgotten first. */
export const KNOWN_QUESTIONS = 16;

export interface NewQuestion {
  question: WalkQuestion;
  instants: Float64Array;
  timeZone: string;
}

/** Customers of a shard of which portions are to be walked over. */
export interface WalkTask {
  /** Of the question. */
  number: number;
  /** Absent: it was told before. */
  question: NewQuestion | undefined;
  image: FactsImage;
  shard: number;
  locals: Uint16Array;
}

/** What was found in the portions taken. */
export interface FoundTurns {
  /** Who turns, and beside it on which day. */
  locals: Uint16Array;
  days: Uint16Array;
  /** Who cannot be followed. */
  unsure: Uint16Array;
}

export type WalkAnswer = FoundTurns | { failure: string };
