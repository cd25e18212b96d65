import { Facts } from '@perennial/facts';
import { WalkThread } from '../walk/thread/walk-thread.ts';

// A process that leaves its thread waiting.
await new WalkThread(new Facts().columns()).ready();
process.stdout.write('ready');
