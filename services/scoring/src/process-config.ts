import { followerSettings } from '@perennial/cluster';
import { type Environment, loadConfig, processSettings } from '@perennial/runtime';
import { z } from 'zod';

/** Settings of the service as a process of a cluster, `PERENNIAL_<NAME>`. */
export const scoringProcessSchema = z.object({
  ...processSettings(7072),
  ...followerSettings,
});

/** Reads the settings; throws one error that lists all that is wrong. */
export function readScoringConfig(environment: Environment) {
  return loadConfig(scoringProcessSchema, environment, { prefix: 'PERENNIAL_' });
}
