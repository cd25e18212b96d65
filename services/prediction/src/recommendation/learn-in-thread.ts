import { Worker } from 'node:worker_threads';
import { buffersOf } from '@perennial/affinity';
import type { Learned, LearningInput } from './learn.ts';

/** Learns in a thread of its own, so that calls are answered meanwhile. The columns of the orders are handed over: nobody may use them after. */
export async function learnInThread(input: LearningInput, signal: AbortSignal): Promise<Learned> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./learning-worker.ts', import.meta.url), {
    workerData: input,
    transferList: buffersOf(input.orders) as ArrayBuffer[],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Learned>();
  const abort = (): void => void worker.terminate();
  signal.addEventListener('abort', abort);
  worker.on('message', resolve);
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the learning was broken off')));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
