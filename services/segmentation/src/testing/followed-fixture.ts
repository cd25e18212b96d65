import { type Client, createClient } from '@connectrpc/connect';
import type { OutgoingMessage } from '@perennial/bus';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { SavedForecast } from '@perennial/forecasts';
import { type MortalBench, type MortalRun, openFollowerBench, until } from '@perennial/live/testing';
import { createInMemoryTransport, silentLogger } from '@perennial/runtime';
import { defaultSchemes, type SchemeDefinition } from '@perennial/scores';
import type { LearnedGroups } from '@perennial/segments';
import { createSegmentation } from '../create-segmentation.ts';
import type { TrainedChannels } from '../trained-channels.ts';

/** Soon, so that tests need not wait. */
const ASK_EVERY_MS = 20;

export interface FollowedRun extends MortalRun {
  client: Client<typeof SegmentationService>;
  /** Publishes and waits until followed. */
  take(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Moves the clock and waits until everything due by then is worked through. */
  moveTo(nowMs: number): Promise<void>;
}

interface Told {
  schemes: readonly SchemeDefinition[];
  forecast: SavedForecast | undefined;
  channels: TrainedChannels | undefined;
  /** Versions that are kept, the one in force last. */
  groups: readonly LearnedGroups[];
}

export interface FollowedBench extends MortalBench<FollowedRun> {
  /** What scoring and prediction tell, as the test has it. */
  told: Told;
}

/** Segmentation that follows an embedded bus, in a folder of its own, with a clock that the test moves. */
export async function openFollowedBench(startMs: number): Promise<FollowedBench> {
  const bench = await openFollowerBench(startMs);
  const { clock } = bench;
  const told: Told = { schemes: defaultSchemes(100), forecast: undefined, channels: undefined, groups: [] };
  return {
    ...bench,
    told,
    run(over) {
      const { bus, store, facts } = bench.ports(over);
      const logger = silentLogger();
      const segmentation = createSegmentation({
        ...{ store, facts },
        tenantSettings: async () => ({ currency: 'EUR', timeZone: 'UTC' }),
        schemesOf: async () => told.schemes,
        forecastOf: async () => told.forecast,
        channelsOf: async () => told.channels,
        groupsOf: async (_tenant, version) =>
          told.groups.findLast((learned) => version === undefined || learned.version === version),
        follow: { bus, facts, logger, setAlarm: clock.setAlarm },
        config: { pageTokenSecret: new Uint8Array(32), askEveryMs: ASK_EVERY_MS },
        clock: clock.now,
      });
      const transport = createInMemoryTransport({ routes: segmentation.routes, logger });
      return {
        start: async () => {
          await segmentation.start();
          await facts.start();
        },
        ...{ reached: facts.reached, stop: facts.stop },
        client: createClient(SegmentationService, transport),
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
