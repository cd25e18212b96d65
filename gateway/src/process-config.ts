import { type Environment, isTenantId, loadConfig, processSettings } from '@perennial/runtime';
import { z } from 'zod';
import { isSecretKey } from './credentials/key-secret.ts';

/** Settings of a gateway that an installation decides, in whichever mode it runs. */
export const edgeSettings = {
  trackingOrigins: z
    .string()
    .default('*')
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .describe('Origins that browsers may call the tracking doors from, with commas; * means any'),
  trustedProxyCount: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('Proxies in front of the server whose X-Forwarded-For is believed'),
};

/** Settings of the gateway as a process of a cluster, `PERENNIAL_<NAME>`. */
export const gatewayProcessSchema = z.object({
  ...processSettings(7070),
  cacheUrl: z.string().describe('Redis, redis://…'),
  ingestionUrl: z.url().describe('Ingestion, http://HOST:PORT'),
  scoringUrl: z.url().describe('Scoring, http://HOST:PORT'),
  predictionUrl: z.url().describe('Prediction, http://HOST:PORT'),
  segmentationUrl: z.url().describe('Segmentation, http://HOST:PORT'),
  ...edgeSettings,
  firstTenant: z
    .string()
    .refine(isTenantId, 'must be 1 to 63 of a-z, 0-9, _ and -')
    .default('shop')
    .describe('Tenant of the first key'),
  firstKey: z
    .string()
    .refine(isSecretKey, 'must be sk_live_ and 43 letters or digits')
    .optional()
    .describe(
      'Secret key that is there from the start, to make others with: sk_live_ and 43 letters or digits',
    ),
});

/** Reads the settings; throws one error that lists all that is wrong. */
export function readGatewayConfig(environment: Environment) {
  return loadConfig(gatewayProcessSchema, environment, { prefix: 'PERENNIAL_' });
}
