import type { IngestionConfig } from '@perennial/ingestion';
import type { PortUrls } from './open-ports.ts';
import type { StandaloneConfig } from './standalone-config.ts';

/** What the thread of the readers is started with; copied over to it. */
export interface ReadersSettings {
  dataDirectory: string;
  urls: PortUrls;
  ingestionConfig: IngestionConfig;
  /** Holder of the readers' leases. */
  owner: string;
  logLevel: StandaloneConfig['logLevel'];
}

/** Messages that each reader of the thread is behind. */
export interface ReaderLags {
  intake: number;
  profile: number;
}

/** A line of the thread's log, as pino writes it. */
export interface LogLine {
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  msg: string;
  time: string;
  service: string;
  [field: string]: unknown;
}

export type ToReaders = { readers: 'tell lags'; id: number } | { readers: 'stop' };

export type FromReaders =
  | { readers: 'started' }
  | { readers: 'lags'; id: number; lags: ReaderLags }
  | { readers: 'log'; line: string };

/** Both ends run the same code, so that its mark is enough; the bus has messages of its own on the same way. */
export function isToReaders(value: unknown): value is ToReaders {
  return typeof value === 'object' && value !== null && 'readers' in value;
}

export function isFromReaders(value: unknown): value is FromReaders {
  return typeof value === 'object' && value !== null && 'readers' in value;
}
