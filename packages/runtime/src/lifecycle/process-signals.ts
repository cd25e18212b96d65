import { metrics } from '@opentelemetry/api';
import type { Logger } from '../logging/logger.ts';
import { INSTRUMENTATION_SCOPE, METRIC } from '../telemetry/semantic-conventions.ts';
import type { Lifecycle } from './lifecycle.ts';

/** The part of Node's `process` that is needed; tests pass their own emitter. */
export interface ProcessEvents {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** Settings of the connection between a process and its lifecycle. */
export interface ProcessSignalOptions {
  readonly lifecycle: Lifecycle;
  readonly logger: Logger;
  /** Default Node's process. */
  readonly events?: ProcessEvents;
  /** Default process.exit. */
  readonly exit?: (code: number) => void;
}

/**
 * Lets SIGTERM and SIGINT stop the lifecycle and end the process with 0, or 1 where a step failed; a second signal ends
 * it with 1 at once. Unhandled rejections are logged and counted; an uncaught exception stops the process with 1.
 * Gives a function that takes the listeners off again.
 */
export function handleProcessSignals(options: ProcessSignalOptions): () => void {
  const { lifecycle, logger, events = process, exit = (code: number) => process.exit(code) } = options;
  const rejections = metrics.getMeter(INSTRUMENTATION_SCOPE).createCounter(METRIC.unhandledRejections);

  const stopThenExit = async (reason: string, failed: boolean) => {
    const { clean } = await lifecycle.stop(reason);
    exit(clean && !failed ? 0 : 1);
  };
  let signals = 0;
  const onSignal = (signal: unknown) => {
    signals += 1;
    if (signals > 1) exit(1);
    else void stopThenExit(String(signal), false);
  };
  const onRejection = (err: unknown) => {
    rejections.add(1);
    logger.error({ err }, 'unhandled rejection');
  };
  const onException = (err: unknown) => {
    logger.fatal({ err }, 'uncaught exception');
    void stopThenExit('uncaught exception', true);
  };
  const listeners: [event: string, listener: (...args: unknown[]) => void][] = [
    ['SIGTERM', onSignal],
    ['SIGINT', onSignal],
    ['unhandledRejection', onRejection],
    ['uncaughtException', onException],
  ];
  for (const [event, listener] of listeners) events.on(event, listener);
  return () => {
    for (const [event, listener] of listeners) events.off(event, listener);
  };
}
