/** The ingestion service as a process of a cluster. */
import { hostname } from 'node:os';
import { type Bus, openNatsBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { observeReaderLag, operatorRoutes, type ProcessContext, runProcess } from '@perennial/runtime';
import { openMongoStore, type Store } from '@perennial/store';
import { createImports } from './imports/imports.ts';
import { readIngestionConfig } from './process-config.ts';
import { createProfile } from './profile/profile.ts';
import { createIngestion } from './service.ts';
import { TenantsCache } from './tenants-cache.ts';
import { TenantsStore } from './tenants-store.ts';

const NAME = 'perennial-ingestion';

type Context = ProcessContext<ReturnType<typeof readIngestionConfig>>;

function buildService({ config, logger }: Context, bus: Bus, store: Store) {
  const tenants = new TenantsCache(new TenantsStore(store), config.tenantCacheMs, Date.now);
  const owner = config.instance ?? hostname();
  const ports = { bus, store, logger, owner };
  const parts = { ...ports, clock: Date.now, pageTokenKey: config.pageTokenSecret };
  const profile = createProfile({
    ...parts,
    tenantSettings: (tenant) => tenants.settings(tenant),
    intakeLag: async () => (await service.lag()) + (await profile.lag()),
  });
  const imports = createImports({ ...parts, tenantCacheMs: config.tenantCacheMs });
  const service = createIngestion({ ...ports, config, now: Date.now }, [profile, imports]);
  return { service, profile };
}

async function build(context: Context) {
  const { config, lifecycle, logger, metricsText } = context;
  const store = await openMongoStore({
    url: config.storeUrl,
    database: 'perennial_ingestion',
    appName: NAME,
  });
  lifecycle.onStop({ phase: 'connections', title: 'store', run: () => store.close() });
  const bus = await openNatsBus({
    servers: config.busUrl,
    streams: Object.values(STREAMS),
    name: NAME,
    onError: (err) => logger.error({ err }, 'the log met an error'),
  });
  lifecycle.onStop({ phase: 'connections', title: 'bus', run: () => bus.drain() });
  const { service, profile } = buildService(context, bus, store);
  lifecycle.onStop({ phase: 'consumers', title: 'readers', run: () => service.stop() });
  await service.start();
  observeReaderLag('intake', () => service.lag());
  observeReaderLag('profile', () => profile.lag());
  const checkReady = async () => {
    lifecycle.assertReady();
    await Promise.all([store.ping(), bus.ping()]);
  };
  return {
    routes: (router: Parameters<typeof service.routes>[0]) => service.routes(router),
    http: operatorRoutes({ checkReady, metricsText }),
  };
}

await runProcess({ name: NAME, readConfig: readIngestionConfig, build });
