/** The thread of one training: gets its input, tells each step, gives the outcome. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type TrainingInput, train } from './train.ts';
import type { FromTraining } from './training-message.ts';

// Linux counts 0 as this thread alone: calls are answered before models are fitted.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);

const input: TrainingInput = workerData;

function tell(message: FromTraining): void {
  parentPort?.postMessage(message);
}

const outcome = train(input, (step) => tell({ training: 'step', step }));
tell({ training: 'ended', outcome });
