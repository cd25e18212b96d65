import { constants, setPriority } from 'node:os';
import { type MessagePort, workerData } from 'node:worker_threads';
import { createIntakeReader, createProfileReader } from '@perennial/ingestion';
import { createLogger } from '@perennial/runtime';
import { openBus, openStore, readersWrite } from './open-ports.ts';
import { type FromReaders, isToReaders, type ReadersSettings } from './readers-message.ts';

const { port, settings }: { port: MessagePort; settings: ReadersSettings } = workerData;
const { dataDirectory, urls, ingestionConfig, owner, logLevel } = settings;

// Linux counts 0 as this thread alone: where cores are short, calls are answered before items are worked in.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

function post(message: FromReaders): void {
  port.postMessage(message);
}

const logger = createLogger({
  service: 'perennial',
  level: logLevel,
  destination: { write: (line) => post({ readers: 'log', line }) },
});
process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection of the readers'));

const store = await openStore(dataDirectory, 'ingestion', urls.storeUrl);
const bus = await openBus(dataDirectory, urls.busUrl, logger, {
  channel: port,
  writes: (stream) => !readersWrite(stream),
});
const common = { bus, store, logger, owner };
const intake = createIntakeReader({ ...common, now: Date.now, config: ingestionConfig });
const profile = createProfileReader({ ...common, clock: Date.now });

async function stop(): Promise<void> {
  await profile.stop();
  await intake.stop();
  await bus.drain();
  await store.close();
  port.close();
}

// No message is lost before this line: the bus takes them from its opening on, and nothing has turned the event loop since.
port.on('message', (message: unknown) => {
  if (!isToReaders(message)) return;
  if (message.readers === 'stop') void stop();
  else void tellLags(message.id);
});

/** The profile's comes last: where both are 0, everything that was accepted is worked in. */
async function tellLags(id: number): Promise<void> {
  const lags = { intake: await intake.lag(), profile: await profile.lag() };
  post({ readers: 'lags', id, lags });
}

await intake.start();
await profile.start(intake);
post({ readers: 'started' });
