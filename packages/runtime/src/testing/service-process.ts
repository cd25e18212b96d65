/** A whole service process for tests: starts, prints its port, stops on a signal. */
import { createLifecycle } from '../lifecycle/lifecycle.ts';
import { handleProcessSignals } from '../lifecycle/process-signals.ts';
import { createLogger } from '../logging/logger.ts';
import { startServer } from '../rpc/server.ts';
import { startTelemetry } from '../telemetry/telemetry.ts';
import { testRoutes } from './test-server.ts';

const logger = createLogger({ service: 'test-service' });
const telemetry = startTelemetry({ serviceName: 'test-service' });
const lifecycle = createLifecycle({ logger });
handleProcessSignals({ lifecycle, logger });

await lifecycle.start(async () => {
  const server = await startServer({ host: '127.0.0.1', port: 0, routes: testRoutes(), logger });
  lifecycle.onStop({ phase: 'readiness', title: 'health', run: () => server.health.setServing(false) });
  lifecycle.onStop({ phase: 'servers', title: 'rpc server', run: (budgetMs) => server.close(budgetMs) });
  lifecycle.onStop({ phase: 'connections', title: 'telemetry', run: () => telemetry.shutdown() });
  logger.info({ port: server.port }, 'listening');
});
