/** The gateway as a process of a cluster. */
import { openNatsBus } from '@perennial/bus';
import { openRedisCache } from '@perennial/cache';
import { STREAMS } from '@perennial/contracts';
import { createNetworkTransport, type ProcessContext, runProcess } from '@perennial/runtime';
import { openMongoStore } from '@perennial/store';
import { GATEWAY_DEFAULTS } from './config.ts';
import { createGateway } from './gateway.ts';
import { readGatewayConfig } from './process-config.ts';

const NAME = 'perennial-gateway';

type Context = ProcessContext<ReturnType<typeof readGatewayConfig>>;

async function openPorts({ config, lifecycle, logger }: Context) {
  const store = await openMongoStore({ url: config.storeUrl, database: 'perennial_gateway', appName: NAME });
  lifecycle.onStop({ phase: 'connections', title: 'store', run: () => store.close() });
  const cache = await openRedisCache({ url: config.cacheUrl });
  lifecycle.onStop({ phase: 'connections', title: 'cache', run: () => cache.close() });
  const bus = await openNatsBus({
    servers: config.busUrl,
    streams: Object.values(STREAMS),
    name: NAME,
    onError: (err) => logger.error({ err }, 'the log met an error'),
  });
  lifecycle.onStop({ phase: 'connections', title: 'bus', run: () => bus.drain() });
  return { store, cache, bus };
}

async function build(context: Context) {
  const { config, lifecycle, logger, metricsText } = context;
  const ports = await openPorts(context);
  const { trackingOrigins, trustedProxyCount, pageTokenSecret } = config;
  const gateway = createGateway({
    ...ports,
    upstreams: {
      ingestion: createNetworkTransport({ baseUrl: config.ingestionUrl }),
      scoring: createNetworkTransport({ baseUrl: config.scoringUrl }),
      prediction: createNetworkTransport({ baseUrl: config.predictionUrl }),
      segmentation: createNetworkTransport({ baseUrl: config.segmentationUrl }),
    },
    config: { ...GATEWAY_DEFAULTS, trackingOrigins, trustedProxyCount, pageTokenSecret },
    logger,
    now: Date.now,
    metricsText,
    checkReady: async () => {
      lifecycle.assertReady();
      await Promise.all(Object.values(ports).map((port) => port.ping()));
    },
  });
  await gateway.prepare();
  if (config.firstKey !== undefined)
    await gateway.keys.keep(config.firstTenant, config.firstKey, 'first key');
  const { routes, http, interceptors, reflection } = gateway;
  return { routes, http, interceptors, reflection, tenantSource: 'own-interceptor' as const };
}

await runProcess({ name: NAME, readConfig: readGatewayConfig, build });
