import type { Bus } from '@perennial/bus';
import { createFactsHost, type FactsHost } from '@perennial/live';
import type { ProcessContext } from '@perennial/runtime';
import { z } from 'zod';

/** Settings of a service that follows facts. */
export const followerSettings = {
  factsDirectory: z
    .string()
    .min(1)
    .describe(
      'Folder for the snapshots of the facts, of this instance and this log alone; when lost it is built again from the log',
    ),
  ingestionUrl: z.url().describe('Ingestion, http://HOST:PORT: it knows currency and time zone of tenants'),
};

/** A copy of the facts for one process. @param what stands still when reading fails: `scores` */
export function followedFacts(
  { config, logger }: Pick<ProcessContext<{ factsDirectory: string }>, 'config' | 'logger'>,
  bus: Bus,
  what: string,
): FactsHost {
  return createFactsHost({
    bus,
    snapshotDirectory: config.factsDirectory,
    onRefused: ({ subject, sequence }, err) =>
      logger.error({ err, subject, sequence }, 'a message of EVENTS cannot be read and is left out'),
    onFailed: (err) => logger.fatal({ err }, `reading facts failed; ${what} stand still`),
  });
}
