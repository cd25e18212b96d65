import { edgeSettings } from '@perennial/gateway/process-config';
import { ingestionConfigSchema } from '@perennial/ingestion';
import { type Environment, loadConfig } from '@perennial/runtime';
import { z } from 'zod';

export const standaloneSchema = z.object({
  storeUrl: z.string().optional().describe('MongoDB, mongodb://…; unset means the embedded store'),
  busUrl: z.string().optional().describe('NATS, nats://…; unset means the embedded log'),
  cacheUrl: z.string().optional().describe('Redis, redis://…; unset means the memory of this process'),
  logLevel: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('warn')
    .describe('Lowest level of the log on the error output'),
  otlpEndpoint: z.string().optional().describe('OTLP/HTTP endpoint for traces; unset records none'),
  ...edgeSettings,
  url: z.string().optional().describe('Used by the other commands: the server to call'),
  key: z.string().optional().describe('Used by the other commands: the API key to call with'),
});

export type StandaloneConfig = ReturnType<typeof readStandaloneConfig>;

const PREFIX = 'PERENNIAL_';
/** Settings of the test suites and proofs, which may stand in the environment of a server they start. */
const NOT_OURS = /^PERENNIAL_(TEST_|DATASETS$)/;

const allSettings = z.object({ ...standaloneSchema.shape, ...ingestionConfigSchema.shape });

/** The settings of the standalone mode; throws one error that lists all that is wrong. */
export function readStandaloneConfig(environment: Environment) {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !NOT_OURS.test(name)));
  return loadConfig(allSettings, env, { prefix: PREFIX });
}
