import { constants, setPriority } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { createIntakeReader, createProfileReader } from '@perennial/ingestion';
import { createLogger, type Logger } from '@perennial/runtime';
import { openBus, openStore, readersWrite } from './open-ports.ts';
import { type FromReaders, isToReaders, type ReaderLags, type ReadersSettings } from './readers-message.ts';

interface OpenReaders {
  start(): Promise<void>;
  lags(): Promise<ReaderLags>;
  stop(): Promise<void>;
}

/** Runs the readers in this thread, which ends when it is told to stop them. */
export async function runReaders(port: MessagePort, settings: ReadersSettings): Promise<void> {
  // Linux counts 0 as this thread alone: where cores are short, calls are answered before items are worked in.
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  const post = (message: FromReaders): void => port.postMessage(message);
  const logger = createLogger({
    service: 'perennial',
    level: settings.logLevel,
    destination: { write: (line) => post({ readers: 'log', line }) },
  });
  process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection of the readers'));
  const readers = await openReaders(port, settings, logger);
  // No message is lost before this line: the bus takes them from its opening on, and nothing has turned the event loop since.
  port.on('message', async (message: unknown) => {
    if (!isToReaders(message)) return;
    if (message.readers === 'stop') await readers.stop();
    else post({ readers: 'lags', id: message.id, lags: await readers.lags() });
  });
  await readers.start();
  post({ readers: 'started' });
}

async function openReaders(
  port: MessagePort,
  settings: ReadersSettings,
  logger: Logger,
): Promise<OpenReaders> {
  const { dataDirectory, urls, ingestionConfig, owner } = settings;
  const store = await openStore(dataDirectory, 'ingestion', urls.storeUrl);
  const bus = await openBus(dataDirectory, urls.busUrl, logger, {
    channel: port,
    writes: (stream) => !readersWrite(stream),
  });
  const common = { bus, store, logger, owner };
  const intake = createIntakeReader({ ...common, now: Date.now, config: ingestionConfig });
  const profile = createProfileReader({ ...common, clock: Date.now });
  return {
    async start() {
      await intake.start();
      await profile.start(intake);
    },
    // The profile's comes last: where both are 0, everything that was accepted is worked in.
    lags: async () => ({ intake: await intake.lag(), profile: await profile.lag() }),
    async stop() {
      await profile.stop();
      await intake.stop();
      await bus.drain();
      await store.close();
      port.close();
    },
  };
}
