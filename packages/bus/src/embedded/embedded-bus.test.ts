import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busContract } from '../testing/bus.contract.ts';
import { openEmbeddedBus } from './embedded-bus.ts';

busContract('embedded log', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-bus-'));
  return {
    open: (streams, place) => openEmbeddedBus({ directory: join(directory, place), streams }),
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
});
