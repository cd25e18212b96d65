import { type Client, createClient } from '@connectrpc/connect';
import type { OutgoingMessage } from '@perennial/bus';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { type MortalBench, type MortalRun, openFollowerBench, until } from '@perennial/live/testing';
import { createInMemoryTransport, forTenant, silentLogger } from '@perennial/runtime';
import { createScoring } from '../create-scoring.ts';

export type Bench = MortalBench<Run>;

export interface Run extends MortalRun {
  client: Client<typeof ScoringService>;
  /** Publishes and waits until scored. */
  take(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Moves the clock and waits until everything due by then is worked through. */
  moveTo(nowMs: number): Promise<void>;
}

export const TENANT = forTenant('demo');

/** Scoring on the embedded bus and store in a folder of its own, with a clock that the test moves. */
export async function openBench(startMs: number): Promise<Bench> {
  const bench = await openFollowerBench(startMs);
  const { clock } = bench;
  return {
    ...bench,
    run(over) {
      const ports = bench.ports(over);
      const { facts } = ports;
      const scoring = createScoring({
        ...ports,
        tenantSettings: async () => ({ currency: 'EUR', timeZone: 'UTC' }),
        logger: silentLogger(),
        clock: clock.now,
        setAlarm: clock.setAlarm,
        config: { pageTokenSecret: new Uint8Array(32) },
      });
      const transport = createInMemoryTransport({ routes: scoring.routes, logger: silentLogger() });
      return {
        start: async () => {
          await scoring.start();
          await facts.start();
        },
        ...{ reached: facts.reached, stop: facts.stop },
        client: createClient(ScoringService, transport),
        async take(messages) {
          await facts.reached(await bench.publish(messages));
          await until('the tenant waits for time', () => clock.isQuiet(1));
        },
        async moveTo(nowMs) {
          clock.moveTo(nowMs);
          await until('the tenant has followed time', () => clock.isQuiet(1));
        },
      };
    },
  };
}
