import { type Environment, loadConfig, processSettings } from '@perennial/runtime';
import { z } from 'zod';
import { ingestionConfigSchema } from './config.ts';

/** Settings of the service as a process of a cluster, `PERENNIAL_<NAME>`. */
export const ingestionProcessSchema = z.object({
  ...processSettings(7071),
  instance: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Name of this instance, kept over its restarts: it holds the leases of readers; unset means the host name',
    ),
  ...ingestionConfigSchema.shape,
});

/** Reads the settings; throws one error that lists all that is wrong. */
export function readIngestionConfig(environment: Environment) {
  return loadConfig(ingestionProcessSchema, environment, { prefix: 'PERENNIAL_' });
}
