import { join } from 'node:path';
import { type Bus, type EmbeddedBusOptions, openEmbeddedBus, openNatsBus } from '@perennial/bus';
import { type Cache, createMemoryCache, openRedisCache } from '@perennial/cache';
import { STREAMS } from '@perennial/contracts';
import type { Logger } from '@perennial/runtime';
import { openEmbeddedStore, openMongoStore, type Store } from '@perennial/store';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import type { StandaloneConfig } from './standalone-config.ts';

export interface Ports {
  /** Databases, one for each owner. */
  stores: Record<'gateway' | 'ingestion' | 'scoring' | 'prediction' | 'segmentation', Store>;
  bus: Bus;
  cache: Cache;
  /** Rejects while one of them cannot be reached. */
  ping: () => Promise<void>;
  close: () => Promise<void>;
}

/** Addresses of real servers; what is absent is embedded. */
export type PortUrls = Pick<StandaloneConfig, 'storeUrl' | 'busUrl' | 'cacheUrl'>;

/** Waits for a server that a setting names; where it cannot be used, the error says which setting that is. */
async function reached<Port>(setting: string, opening: () => Promise<Port>): Promise<Port> {
  try {
    return await opening();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `the server of ${setting} cannot be used: ${why}; start it, or correct the setting`;
    throw new CommandError(message, EXIT.failure, { cause });
  }
}

/** Opens a database: embedded below the data folder, or on MongoDB. */
export function openStore(directory: string, database: string, url: string | undefined): Promise<Store> {
  if (url !== undefined)
    return reached('PERENNIAL_STORE_URL', () =>
      openMongoStore({ url, database: `perennial_${database}`, appName: 'perennial' }),
    );
  // A folder for each: who writes one never waits for who writes another.
  return openEmbeddedStore({ directory: join(directory, 'store', database), name: database });
}

/** Streams of the embedded log that the readers' thread writes; the main thread writes the others. */
export const readersWrite = (stream: string): boolean => stream === STREAMS.events.name;

type OtherThread = NonNullable<EmbeddedBusOptions['otherThread']>;

/** Opens the bus: embedded, where two threads share it, or on NATS. */
export function openBus(
  directory: string,
  url: string | undefined,
  logger: Logger,
  otherThread: OtherThread,
): Promise<Bus> {
  const streams = Object.values(STREAMS);
  if (url !== undefined)
    return reached('PERENNIAL_BUS_URL', () => openNatsBus({ servers: url, streams, name: 'perennial' }));
  const onError = (err: unknown) => logger.error({ err }, 'the embedded log met an error');
  return openEmbeddedBus({ directory: join(directory, 'bus'), streams, onError, otherThread });
}

async function openCache(url: string | undefined): Promise<Cache> {
  if (url === undefined) return createMemoryCache();
  return reached('PERENNIAL_CACHE_URL', () => openRedisCache({ url }));
}

/** Opens store, bus and cache: embedded below the data folder, or real ones where a URL says so. */
export async function openPorts(
  directory: string,
  urls: PortUrls,
  logger: Logger,
  readers: OtherThread['channel'],
): Promise<Ports> {
  const [gateway, ingestion, scoring, prediction, segmentation, bus, cache] = await Promise.all([
    openStore(directory, 'gateway', urls.storeUrl),
    openStore(directory, 'ingestion', urls.storeUrl),
    openStore(directory, 'scoring', urls.storeUrl),
    openStore(directory, 'prediction', urls.storeUrl),
    openStore(directory, 'segmentation', urls.storeUrl),
    openBus(directory, urls.busUrl, logger, { channel: readers, writes: readersWrite }),
    openCache(urls.cacheUrl),
  ]);
  const stores = { gateway, ingestion, scoring, prediction, segmentation };
  return {
    stores,
    bus,
    cache,
    ping: async () => {
      await Promise.all([bus.ping(), cache.ping(), ...Object.values(stores).map((store) => store.ping())]);
    },
    close: async () => {
      await bus.drain();
      await Promise.all([cache.close(), ...Object.values(stores).map((store) => store.close())]);
    },
  };
}
