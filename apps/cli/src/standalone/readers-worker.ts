import { once } from 'node:events';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

// Each thread has a cache of its own to turn on.
enableCompileCache();

// Loaded while the main thread opens its ports; those of the readers are opened when it says so.
const { runReaders } = await import('./run-readers.ts');
if (parentPort === null) throw new Error('the readers run in a thread of their own only');
const [settings] = await once(parentPort, 'message');
await runReaders(workerData.port, settings);
flushCompileCache();
