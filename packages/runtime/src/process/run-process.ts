import { ConfigError, type Environment } from '../config/load-config.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle/lifecycle.ts';
import { handleProcessSignals } from '../lifecycle/process-signals.ts';
import { createLogger, type Logger, type LoggerOptions } from '../logging/logger.ts';
import { type ServerOptions, startServer } from '../rpc/server.ts';
import { startTelemetry } from '../telemetry/telemetry.ts';

/** The settings that `runProcess` itself needs. */
export interface ProcessConfig {
  readonly host: string;
  readonly port: number;
  readonly logLevel: NonNullable<LoggerOptions['level']>;
  readonly otlpEndpoint?: string | undefined;
}

/** What a process is built from. */
export interface ProcessContext<Config> {
  readonly config: Config;
  readonly logger: Logger;
  /** Takes what is to be done at the stop. */
  readonly lifecycle: Lifecycle;
  /** Prometheus text of this process. */
  readonly metricsText: () => Promise<string>;
}

/** What a process serves on its port. */
export type ProcessParts = Omit<ServerOptions, 'host' | 'port' | 'logger'>;

/** One process of a cluster. */
export interface ProcessOptions<Config extends ProcessConfig> {
  /** In every line of the log and in every span. */
  readonly name: string;
  readonly readConfig: (environment: Environment) => Config;
  /** Opens connections, starts what works in the background; calls come when it has resolved. */
  readonly build: (context: ProcessContext<Config>) => Promise<ProcessParts>;
}

async function start<Config extends ProcessConfig>(
  config: Config,
  logger: Logger,
  { name, build }: ProcessOptions<Config>,
): Promise<void> {
  const lifecycle = createLifecycle({ logger });
  handleProcessSignals({ lifecycle, logger });
  const { host, otlpEndpoint } = config;
  const telemetry = startTelemetry({ serviceName: name, ...(otlpEndpoint ? { otlpEndpoint } : {}) });
  lifecycle.onStop({ phase: 'connections', title: 'telemetry', run: () => telemetry.shutdown() });
  await lifecycle.start(async () => {
    const parts = await build({ config, logger, lifecycle, metricsText: () => telemetry.metricsText() });
    const server = await startServer({ ...parts, host, port: config.port, logger });
    lifecycle.onStop({ phase: 'readiness', title: 'health', run: () => server.health.setServing(false) });
    lifecycle.onStop({ phase: 'servers', title: 'server', run: (budgetMs) => server.close(budgetMs) });
    logger.info({ host, port: server.port }, 'listening');
  });
}

/**
 * Runs a process until SIGTERM or SIGINT: reads its settings, builds it, serves it, and stops it in order within 20 s. A start that fails
 * says why and ends the process with 1.
 */
export async function runProcess<Config extends ProcessConfig>(
  options: ProcessOptions<Config>,
): Promise<void> {
  let logger: Logger | undefined;
  try {
    const config = options.readConfig(process.env);
    logger = createLogger({ service: options.name, level: config.logLevel });
    await start(config, logger, options);
  } catch (thrown) {
    if (thrown instanceof ConfigError) process.stderr.write(`${thrown.message}\n`);
    else logger?.fatal({ err: thrown }, 'the start failed');
    // Connections that were opened before the failure would keep it alive.
    process.exit(1);
  }
}
