import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@connectrpc/connect';
import {
  type CreateSegmentResponse,
  SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { type FactRecord, Facts } from '@perennial/facts';
import type { SavedForecast } from '@perennial/forecasts';
import { createInMemoryTransport, forTenant, silentLogger } from '@perennial/runtime';
import { defaultSchemes } from '@perennial/scores';
import type { LearnedGroups } from '@perennial/segments';
import { openEmbeddedStore } from '@perennial/store';
import { createSegmentation } from '../create-segmentation.ts';
import type { TrainedChannels } from '../trained-channels.ts';
import { type condition, type group, type segment, text } from './audiences.ts';

export const TENANT = forTenant('demo');

/** Saves a new segment. */
export async function createSegment(
  { client }: Bench,
  segmentId: string,
  value: string,
): Promise<CreateSegmentResponse> {
  return await client.createSegment({ segment: { segmentId, condition: text(value) } }, TENANT);
}

/** Ids of the first page of members. */
export async function membersOf(
  { client }: Bench,
  audience: ReturnType<typeof condition | typeof segment | typeof group>,
): Promise<string[]> {
  const { members } = await client.listMembers({ audience }, TENANT);
  return members.map(({ customerId }) => customerId);
}

/** Segmentation on an embedded store in a folder of its own, over facts and a clock that the test moves. */
export interface Bench {
  client: Client<typeof SegmentationService>;
  /** Of the tenant `demo`. */
  facts: Facts;
  nowMs: number;
  /** The trained model of everybody. */
  forecast: SavedForecast | undefined;
  /** The affinity groups in force of everybody. */
  groups: LearnedGroups | undefined;
  /** The model of channels in force of everybody. */
  channels: TrainedChannels | undefined;
  take(records: readonly FactRecord[]): void;
  close(): Promise<void>;
}

export async function openBench(nowMs: number): Promise<Bench> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-segmentation-'));
  const store = await openEmbeddedStore({ directory });
  const facts = new Facts();
  const nobody = new Facts();
  const host = { throughSequence: 0, factsOf: (tenant: string) => (tenant === 'demo' ? facts : nobody) };
  const segmentation = createSegmentation({
    store,
    facts: host,
    tenantSettings: async () => ({ currency: 'EUR', timeZone: 'UTC' }),
    schemesOf: async () => defaultSchemes(100),
    forecastOf: async () => bench.forecast,
    groupsOf: async () => bench.groups,
    channelsOf: async () => bench.channels,
    config: { pageTokenSecret: new Uint8Array(32) },
    clock: () => bench.nowMs,
  });
  await segmentation.start();
  const transport = createInMemoryTransport({ routes: segmentation.routes, logger: silentLogger() });
  const bench: Bench = {
    client: createClient(SegmentationService, transport),
    facts,
    nowMs,
    ...{ forecast: undefined, groups: undefined, channels: undefined },
    take(records) {
      facts.applyBatch(records);
      host.throughSequence += records.length;
    },
    async close() {
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return bench;
}
