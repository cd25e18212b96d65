import { followerSettings } from '@perennial/cluster';
import { type Environment, loadConfig, processSettings } from '@perennial/runtime';
import { z } from 'zod';

/** Settings of the service as a process of a cluster, `PERENNIAL_<NAME>`. */
export const predictionProcessSchema = z.object({
  ...processSettings(7074),
  ...followerSettings,
  trainingHour: z.coerce
    .number()
    .int()
    .min(0)
    .max(23)
    .default(3)
    .describe("Hour of the shop's clock at which models are trained anew"),
});

/** Reads the settings; throws one error that lists all that is wrong. */
export function readPredictionConfig(environment: Environment) {
  return loadConfig(predictionProcessSchema, environment, { prefix: 'PERENNIAL_' });
}
