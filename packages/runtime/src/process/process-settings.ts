import { z } from 'zod';

/** Settings that every process of a cluster has, as part of its own zod object. */
export function processSettings(defaultPort: number) {
  return {
    host: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 in a container'),
    port: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(defaultPort)
      .describe('Port to listen on; 0 takes a free one'),
    storeUrl: z.string().describe('MongoDB, mongodb://…'),
    busUrl: z.string().describe('NATS with JetStream, nats://…'),
    pageTokenSecret: z
      .string()
      .min(32)
      .transform((text): Uint8Array => new TextEncoder().encode(text))
      .describe('Signs page tokens, at least 32 characters; the same in every process of an installation'),
    logLevel: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info')
      .describe('Lowest level of the log'),
    otlpEndpoint: z.string().optional().describe('OTLP/HTTP endpoint for traces; unset records none'),
  };
}
