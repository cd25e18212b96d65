import { afterAll, beforeAll, describe } from '@jest/globals';
import type { BusFactory, BusHarness, WithBus } from './bus-harness.ts';
import { deadLetterContract } from './dead-letter.contract.ts';
import { publishContract } from './publish.contract.ts';
import { readContract } from './read.contract.ts';
import { readerContract } from './reader.contract.ts';
import { workContract } from './work.contract.ts';

/** Every bus must pass this suite: the embedded log always, JetStream where a server can be had. */
export function busContract(name: string, factory: BusFactory): void {
  describe(`bus contract: ${name}`, () => {
    let harness: (BusHarness & { dispose(): Promise<void> }) | undefined;
    beforeAll(async () => {
      harness = await factory();
    });
    afterAll(async () => {
      await harness?.dispose();
    });

    const withBus: WithBus = async (names, streams, run) => {
      if (!harness) throw new Error('The factory has not run');
      const bus = await harness.open(streams, names.place);
      try {
        await run(bus);
      } finally {
        await bus.drain();
      }
    };
    publishContract(withBus);
    readContract(withBus);
    workContract(withBus);
    deadLetterContract(withBus);
    readerContract(withBus);
  });
}
