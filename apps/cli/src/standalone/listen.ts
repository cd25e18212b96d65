import type { Gateway } from '@perennial/gateway';
import { type Lifecycle, type Logger, startServer } from '@perennial/runtime';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import { hasSystemCode } from './system-error.ts';

export interface ListenOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  logger: Logger;
  lifecycle: Lifecycle;
}

/** The system's error in words that say what to do. */
function listenFailure(thrown: unknown, { host, port }: ListenOptions): unknown {
  if (hasSystemCode(thrown, 'EADDRINUSE')) {
    const message = `port ${port} is taken; choose another with --port, or stop what uses it`;
    return new CommandError(message, EXIT.failure, { cause: thrown });
  }
  if (hasSystemCode(thrown, 'EADDRNOTAVAIL')) {
    const message = `${host} is no address of this machine; choose another with --host`;
    return new CommandError(message, EXIT.failure, { cause: thrown });
  }
  return thrown;
}

/** Puts the gateway on its port and its end into the lifecycle; gives the port. */
export async function listen(gateway: Gateway, options: ListenOptions): Promise<number> {
  const { lifecycle } = options;
  const server = await startServer({
    host: options.host,
    port: options.port,
    routes: gateway.routes,
    http: gateway.http,
    interceptors: gateway.interceptors,
    reflection: gateway.reflection,
    tenantSource: 'own-interceptor',
    logger: options.logger,
  }).catch((thrown: unknown) => {
    throw listenFailure(thrown, options);
  });
  lifecycle.onStop({ phase: 'readiness', title: 'health', run: () => server.health.setServing(false) });
  lifecycle.onStop({ phase: 'servers', title: 'server', run: (budgetMs) => server.close(budgetMs) });
  return server.port;
}
