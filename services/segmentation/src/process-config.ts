import { followerSettings } from '@perennial/cluster';
import { type Environment, loadConfig, processSettings } from '@perennial/runtime';
import { z } from 'zod';

/** Settings of the service as a process of a cluster, `PERENNIAL_<NAME>`. */
export const segmentationProcessSchema = z.object({
  ...processSettings(7073),
  ...followerSettings,
  scoringUrl: z.url().describe('Scoring, http://HOST:PORT: it knows the RFM schemes of tenants'),
  predictionUrl: z.url().describe('Prediction, http://HOST:PORT: it knows the trained models of tenants'),
});

/** Reads the settings; throws one error that lists all that is wrong. */
export function readSegmentationConfig(environment: Environment) {
  return loadConfig(segmentationProcessSchema, environment, { prefix: 'PERENNIAL_' });
}
