import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, openEmbeddedBus } from '@perennial/bus';
import { createMemoryCache } from '@perennial/cache';
import { STREAMS } from '@perennial/contracts';
import { createInMemoryTransport, silentLogger, startServer } from '@perennial/runtime';
import { openEmbeddedStore } from '@perennial/store';
import { GATEWAY_DEFAULTS, type GatewayConfig } from '../config.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { type Delivered, neighbours } from './neighbours.ts';

export interface TestGateway {
  gateway: Gateway;
  bus: Bus;
  port: number;
  url: string;
  delivered: Delivered[];
  /** What scoring shows. */
  shop: { empty: boolean };
  /** A secret key of tenant `shop-a`. */
  secretKey: string;
  /** A public write key of tenant `shop-a`. */
  publicKey: string;
  /** Moves the gateway's clock. */
  advance: (ms: number) => void;
  stop: () => Promise<void>;
}

/** Starts a gateway on a free port with embedded ports in a temporary directory. */
export async function startTestGateway(config: Partial<GatewayConfig> = {}): Promise<TestGateway> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-gateway-'));
  const logger = silentLogger();
  const store = await openEmbeddedStore({ directory: join(directory, 'store') });
  const bus = await openEmbeddedBus({ directory: join(directory, 'bus'), streams: Object.values(STREAMS) });
  let nowMs = Date.UTC(2026, 0, 1);
  const now = () => nowMs;
  const cache = createMemoryCache({ now });
  const delivered: Delivered[] = [];
  const shop = { empty: false };
  const upstream = createInMemoryTransport({ routes: neighbours(delivered, shop), logger });
  const gateway = createGateway({
    store,
    cache,
    bus,
    upstreams: { ingestion: upstream, scoring: upstream, prediction: upstream, segmentation: upstream },
    config: { ...GATEWAY_DEFAULTS, pageTokenSecret: randomBytes(32), ...config },
    logger,
    now,
    metricsText: async () => '# metrics\n',
    checkReady: () => store.ping(),
  });
  await gateway.prepare();
  const { routes, http, interceptors, reflection } = gateway;
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    routes,
    http,
    interceptors,
    reflection,
    tenantSource: 'own-interceptor',
    logger,
  });
  const secret = await gateway.keys.create('shop-a', 'secret', 'test');
  const publicWrite = await gateway.keys.create('shop-a', 'public_write', 'test');
  return {
    gateway,
    bus,
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    delivered,
    shop,
    secretKey: secret.secret,
    publicKey: publicWrite.secret,
    advance: (ms) => {
      nowMs += ms;
    },
    stop: async () => {
      await server.close(0);
      await cache.close();
      await bus.drain();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
