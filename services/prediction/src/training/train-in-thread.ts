import { Worker } from 'node:worker_threads';
import type { TrainingInput, TrainingOutcome } from './train.ts';
import { isFromTraining } from './training-message.ts';
import type { TrainingStep } from './training-step.ts';

/** Trains in a thread of its own, so that calls are answered meanwhile. The input's columns are handed over: nobody may use them after. */
export async function trainInThread(
  input: TrainingInput,
  at: (step: TrainingStep) => void,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  signal.throwIfAborted();
  const { customer, day, value } = input.purchases;
  const worker = new Worker(new URL('./training-worker.ts', import.meta.url), {
    workerData: input,
    transferList: [customer.buffer, day.buffer, value.buffer] as ArrayBuffer[],
  });
  const { promise, resolve, reject } = Promise.withResolvers<TrainingOutcome>();
  const abort = (): void => void worker.terminate();
  signal.addEventListener('abort', abort);
  worker.on('message', (message: unknown) => {
    if (!isFromTraining(message)) return;
    if (message.training === 'step') at(message.step);
    else resolve(message.outcome);
  });
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the training was broken off')));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
