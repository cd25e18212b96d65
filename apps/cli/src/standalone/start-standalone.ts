import { createGateway, GATEWAY_DEFAULTS, type Gateway } from '@perennial/gateway';
import {
  createLifecycle,
  type Environment,
  type HttpHandler,
  type Lifecycle,
  type Logger,
  startTelemetry,
} from '@perennial/runtime';
import { writeLocalServer } from '../connection/local-file.ts';
import { checkDataLayout } from './data-layout.ts';
import { takeDataDirectory } from './data-lock.ts';
import { keptSecret } from './kept-secret.ts';
import { listen } from './listen.ts';
import { localKey } from './local-key.ts';
import { openPorts, type Ports } from './open-ports.ts';
import { Pace } from './pace.ts';
import { ReadersThread } from './readers-thread.ts';
import { isLoopback, urlOf } from './server-address.ts';
import { buildServices, type Services } from './services.ts';
import { readStandaloneConfig, type StandaloneConfig } from './standalone-config.ts';

export interface StandaloneOptions {
  /** Everything is kept below it. */
  dataDirectory: string;
  /** 0 takes a free port. */
  port: number;
  host: string;
  /** Settings, as `PERENNIAL_…`. */
  environment: Environment;
  logger: Logger;
  /** Tenant of this installation. Default `shop`. */
  tenant?: string;
}

/** A whole Perennial in this process. */
export interface Standalone {
  url: string;
  port: number;
  tenant: string;
  /** A secret key of the tenant. */
  key: string;
  gateway: Gateway;
  lifecycle: Lifecycle;
  /** Stops in order, within 20 s. */
  stop: () => Promise<void>;
}

interface Parts {
  options: StandaloneOptions;
  config: StandaloneConfig;
  ports: Ports;
  services: Services;
  pageTokenSecret: Uint8Array;
  tenant: string;
  lifecycle: Lifecycle;
  metricsText: () => Promise<string>;
}

function buildGateway(parts: Parts): Gateway {
  const { options, config, ports, services, lifecycle } = parts;
  const local = isLoopback(options.host);
  return createGateway({
    store: ports.stores.gateway,
    cache: ports.cache,
    bus: ports.bus,
    upstreams: services.transports,
    config: {
      ...GATEWAY_DEFAULTS,
      trackingOrigins: config.trackingOrigins,
      trustedProxyCount: config.trustedProxyCount,
      localTenant: local ? parts.tenant : undefined,
      openMetrics: local,
      pageTokenSecret: parts.pageTokenSecret,
    },
    logger: options.logger,
    now: Date.now,
    metricsText: parts.metricsText,
    checkReady: async () => {
      if (!lifecycle.ready) throw new Error(`the process is ${lifecycle.state}`);
      await ports.ping();
    },
  });
}

async function open(options: StandaloneOptions, lifecycle: Lifecycle): Promise<Omit<Standalone, 'stop'>> {
  const { dataDirectory, logger, tenant = 'shop' } = options;
  const config = readStandaloneConfig(options.environment);
  const release = await takeDataDirectory(dataDirectory);
  await checkDataLayout(dataDirectory).catch(async (thrown: unknown) => {
    await release();
    throw thrown;
  });
  const { otlpEndpoint } = config;
  const telemetry = startTelemetry({
    serviceName: 'perennial',
    ...(otlpEndpoint ? { otlpEndpoint } : {}),
  });
  const thread = new ReadersThread(logger);
  let ports: Ports | undefined;
  lifecycle.onStop({
    phase: 'connections',
    title: 'ports',
    run: async () => {
      await ports?.close();
      thread.close();
      await telemetry.shutdown();
      await release();
    },
  });
  ports = await openPorts(dataDirectory, config, logger, thread.channel);
  const pageTokenSecret = await keptSecret(dataDirectory, 'page-token');
  const pace = new Pace();
  const services = buildServices({
    dataDirectory,
    ports,
    ingestionConfig: config,
    pageTokenSecret,
    logger,
    now: Date.now,
    pace,
    thread,
    urls: { storeUrl: config.storeUrl, busUrl: config.busUrl, cacheUrl: config.cacheUrl },
    logLevel: config.logLevel,
  });
  const { metricsText } = telemetry;
  const parts = {
    options,
    config,
    ports,
    services,
    pageTokenSecret,
    tenant,
    lifecycle,
    metricsText: () => metricsText.call(telemetry),
  };
  const gateway = buildGateway(parts);
  lifecycle.onStop({ phase: 'consumers', title: 'services', run: () => services.stop() });
  await Promise.all([gateway.prepare(), services.start()]);
  const { host } = options;
  const http: HttpHandler = (request, response) => pace.during(async () => gateway.http(request, response));
  const port = await listen({ ...gateway, http }, { host, port: options.port, logger, lifecycle });
  const url = urlOf(host, port);
  const key = await localKey(gateway, dataDirectory, tenant);
  await writeLocalServer(dataDirectory, { url, key });
  return { url, port, tenant, key, gateway, lifecycle };
}

/** Starts every service in one process on one port; resolves when it takes calls. */
export async function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  const lifecycle = createLifecycle({ logger: options.logger });
  let opened: Omit<Standalone, 'stop'> | undefined;
  await lifecycle.start(async () => {
    opened = await open(options, lifecycle);
  });
  if (!opened) throw new Error('the start was ended by a stop');
  return { ...opened, stop: async () => void (await lifecycle.stop('asked to')) };
}
