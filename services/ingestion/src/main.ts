/** The ingestion service as a process of a cluster. */
import { hostname } from 'node:os';
import type { Bus } from '@perennial/bus';
import { openClusterPorts } from '@perennial/cluster';
import { observeReaderLag, type ProcessContext, runProcess } from '@perennial/runtime';
import type { Store } from '@perennial/store';
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
  const names = { name: NAME, database: 'perennial_ingestion' };
  const { store, bus, http } = await openClusterPorts(context, names);
  const { service, profile } = buildService(context, bus, store);
  context.lifecycle.onStop({ phase: 'consumers', title: 'readers', run: () => service.stop() });
  await service.start();
  observeReaderLag('intake', () => service.lag());
  observeReaderLag('profile', () => profile.lag());
  return { routes: (router: Parameters<typeof service.routes>[0]) => service.routes(router), http };
}

await runProcess({ name: NAME, readConfig: readIngestionConfig, build });
