/** The thread of one learning: gets its input, gives the outcome. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type LearningInput, learn } from './learn.ts';

// Linux counts 0 as this thread alone: calls are answered before anything is learned.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);

const input: LearningInput = workerData;
parentPort?.postMessage(learn(input));
