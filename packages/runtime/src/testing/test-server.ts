import type { ConnectRouter, ServiceImpl } from '@connectrpc/connect';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { silentLogger } from '../logging/logger.ts';
import { type RpcServer, type ServerOptions, startServer } from '../rpc/server.ts';
import { tenantOf } from '../tenant/tenant-context.ts';

/** Handlers that a test may replace. */
export interface TestHandlers {
  readonly getProduct?: ServiceImpl<typeof CatalogueService>['getProduct'];
  readonly updateTenant?: ServiceImpl<typeof TenantsService>['updateTenant'];
}

/** Routes over two real contracts: one read, which answers with the tenant as the product's name, and one write. */
export function testRoutes(handlers: TestHandlers = {}): (router: ConnectRouter) => void {
  return (router) => {
    router.service(CatalogueService, {
      getProduct:
        handlers.getProduct ??
        ((request, context) => ({ product: { productId: request.productId, name: tenantOf(context) } })),
    });
    router.service(TenantsService, {
      updateTenant: handlers.updateTenant ?? ((request) => ({ tenant: request.tenant ?? {} })),
    });
  };
}

const opened: RpcServer[] = [];

/** Starts a server on a free port; `closeTestServers` ends it. */
export async function startTestServer(
  handlers: TestHandlers = {},
  options: Partial<ServerOptions> = {},
): Promise<RpcServer & { url: string }> {
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    routes: testRoutes(handlers),
    logger: silentLogger(),
    ...options,
  });
  opened.push(server);
  return { ...server, url: `http://127.0.0.1:${server.port}` };
}

/** Ends all servers that tests have started, at once. */
export async function closeTestServers(): Promise<void> {
  await Promise.all(opened.splice(0).map((server) => server.close(0)));
}
