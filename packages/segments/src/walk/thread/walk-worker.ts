import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { Portions } from '../portions.ts';
import { WalkHelper } from './walk-helper.ts';
import { ThreadState, type WalkAnswer, type WalkTask, type WalkThreadData } from './walk-message.ts';

const { port, state, taken }: WalkThreadData = workerData;
const helper = new WalkHelper();

function answer(task: WalkTask): WalkAnswer {
  try {
    return helper.walk(task, new Portions(task.locals.length, taken));
  } catch (thrown) {
    return { failure: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}

function memoryOf(told: WalkAnswer): ArrayBuffer[] {
  if ('failure' in told) return [];
  return [told.locals, told.days, told.unsure].map(({ buffer }) => buffer as ArrayBuffer);
}

// Ends when the thread is terminated.
Atomics.store(state, 0, ThreadState.idle);
parentPort?.postMessage('ready');
for (;;) {
  Atomics.wait(state, 0, ThreadState.idle);
  const received: { message: WalkTask } | undefined = receiveMessageOnPort(port);
  if (received !== undefined) {
    const told = answer(received.message);
    port.postMessage(told, memoryOf(told));
  }
  Atomics.store(state, 0, ThreadState.idle);
  Atomics.notify(state, 0);
}
