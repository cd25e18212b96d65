import { type Environment, loadConfig, processSettings } from '@perennial/runtime';
import { z } from 'zod';

/** Settings of the service as a process of a cluster, `PERENNIAL_<NAME>`. */
export const predictionProcessSchema = z.object({
  ...processSettings(7074),
  factsDirectory: z
    .string()
    .min(1)
    .describe(
      'Folder for the snapshots of the facts, of this instance and this log alone; when lost it is built again from the log',
    ),
  trainingHour: z.coerce
    .number()
    .int()
    .min(0)
    .max(23)
    .default(3)
    .describe("Hour of the shop's clock at which models are trained anew"),
  ingestionUrl: z.url().describe('Ingestion, http://HOST:PORT: it knows currency and time zone of tenants'),
});

/** Reads the settings; throws one error that lists all that is wrong. */
export function readPredictionConfig(environment: Environment) {
  return loadConfig(predictionProcessSchema, environment, { prefix: 'PERENNIAL_' });
}
