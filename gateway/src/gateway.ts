import type { DescFile } from '@bufbuild/protobuf';
import type { ConnectRouter, Interceptor, Transport } from '@connectrpc/connect';
import type { Bus } from '@perennial/bus';
import type { Cache } from '@perennial/cache';
import { DeadLettersService } from '@perennial/contracts/gen/perennial/admin/v1/dead_letters_service_pb';
import { KeysService } from '@perennial/contracts/gen/perennial/admin/v1/keys_service_pb';
import { createPageTokens, type HttpHandler, type Logger } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import { deadLettersService } from './admin/dead-letters-service.ts';
import { keysService } from './admin/keys-service.ts';
import type { GatewayConfig } from './config.ts';
import { Authenticator } from './credentials/authenticator.ts';
import { KeyStore } from './credentials/key-store.ts';
import { KeyVerifier } from './credentials/key-verifier.ts';
import { LocalSession } from './credentials/local-session.ts';
import { RateLimiter } from './credentials/rate-limiter.ts';
import { DoorHandler } from './http/door-handler.ts';
import { createHttpFront } from './http/http-front.ts';
import { operatorRoutes } from './http/operator-routes.ts';
import { PageHandler } from './http/page-handler.ts';
import { openApiText } from './openapi/open-api-text.ts';
import { callerInterceptor } from './rpc/caller-interceptor.ts';
import { proxyService } from './rpc/proxy.ts';
import { PROXIED_SERVICES, PUBLIC_SERVICES, type UpstreamName } from './rpc/public-services.ts';

export interface GatewayOptions {
  /** The gateway's own database: keys. */
  store: Store;
  /** Counts calls; shared by all gateways of an installation. */
  cache: Cache;
  /** For dead letters. */
  bus: Bus;
  upstreams: Record<UpstreamName, Transport>;
  config: GatewayConfig;
  logger: Logger;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Prometheus text of this process. */
  metricsText: () => Promise<string>;
  /** Rejects, saying what is missing, while the process cannot serve. */
  checkReady: () => Promise<void>;
}

/** What a server needs to be the gateway; hand all of it to `startServer` with `tenantSource: 'own-interceptor'`. */
export interface Gateway {
  routes: (router: ConnectRouter) => void;
  http: HttpHandler;
  interceptors: readonly Interceptor[];
  reflection: readonly DescFile[];
  /** For the composition root, which makes an installation's first key. */
  keys: KeyStore;
  /** Whose a secret is, as a call with it would be taken; undefined for no living key. */
  tenantOfKey: (secret: string) => Promise<string | undefined>;
  /** Creates indexes; before the server takes calls. */
  prepare: () => Promise<void>;
}

/** Builds the gateway from its ports and the transports to the services behind. */
export function createGateway(options: GatewayOptions): Gateway {
  const { config, upstreams } = options;
  const keys = new KeyStore(options.store, options.now);
  const verifier = new KeyVerifier(keys, config.keyCacheMs, options.now);
  const session = config.localTenant === undefined ? undefined : new LocalSession(config.localTenant);
  const authenticator = new Authenticator(verifier, new RateLimiter(options.cache, config), session);
  const tokens = createPageTokens(config.pageTokenSecret);
  const { metricsText, checkReady } = options;
  return {
    routes: (router) => {
      for (const { service, upstream } of PROXIED_SERVICES)
        proxyService(router, service, upstreams[upstream]);
      router.service(KeysService, keysService(keys, verifier, tokens));
      router.service(DeadLettersService, deadLettersService(options.bus, tokens));
    },
    http: createHttpFront({
      doors: new DoorHandler(upstreams.ingestion, authenticator, config),
      page: new PageHandler(session),
      operator: operatorRoutes({
        authenticator,
        checkReady,
        metricsText,
        openMetrics: config.openMetrics,
        openApiText,
      }),
      trustedProxyCount: config.trustedProxyCount,
      logger: options.logger,
    }),
    interceptors: [callerInterceptor(authenticator)],
    reflection: PUBLIC_SERVICES.map((service) => service.file),
    keys,
    tenantOfKey: async (secret) => (await verifier.verify(secret))?.tenant,
    prepare: () => keys.createIndexes(),
  };
}
