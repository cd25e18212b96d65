import { z } from 'zod';

/** Settings of the service, as `PERENNIAL_<NAME>` in the environment. */
export const ingestionConfigSchema = z.object({
  seenWindowDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(30)
    .describe(
      'Days for which a repeated message id is recognised; must be above the age limit of INTAKE (7)',
    ),
  tenantCacheMs: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(3_000)
    .describe('Ms for which the door may work with old settings of a tenant'),
  identityCacheSize: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(10_000_000)
    .default(200_000)
    .describe('Identity nodes kept in memory, about 300 bytes each'),
  intakeBatchSize: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(40)
    .describe(
      'Messages of INTAKE taken at once, each of up to 64 KiB; more make fewer commits and longer waits for other work',
    ),
});

export type IngestionConfig = Readonly<z.infer<typeof ingestionConfigSchema>>;
