import { type Bus, openNatsBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { operatorRoutes, type ProcessContext } from '@perennial/runtime';
import { openMongoStore, type Store } from '@perennial/store';

interface ServerUrls {
  storeUrl: string;
  busUrl: string;
}

/** Names a service to MongoDB and NATS. */
export interface ServiceNames {
  /** Of the process: `perennial-scoring`. */
  name: string;
  /** Database that it owns. */
  database: string;
}

export interface ClusterPorts {
  store: Store;
  bus: Bus;
  /** Health and metrics for operators; ready while store and bus answer. */
  http: ReturnType<typeof operatorRoutes>;
}

/** Opens a service's store on MongoDB and the log on NATS; both are closed when the process stops. */
export async function openClusterPorts(
  { config, lifecycle, logger, metricsText }: ProcessContext<ServerUrls>,
  { name, database }: ServiceNames,
): Promise<ClusterPorts> {
  const store = await openMongoStore({ url: config.storeUrl, database, appName: name });
  lifecycle.onStop({ phase: 'connections', title: 'store', run: () => store.close() });
  const bus = await openNatsBus({
    servers: config.busUrl,
    streams: Object.values(STREAMS),
    name,
    onError: (err) => logger.error({ err }, 'the log met an error'),
  });
  lifecycle.onStop({ phase: 'connections', title: 'bus', run: () => bus.drain() });
  const checkReady = async (): Promise<void> => {
    lifecycle.assertReady();
    await Promise.all([store.ping(), bus.ping()]);
  };
  return { store, bus, http: operatorRoutes({ checkReady, metricsText }) };
}
