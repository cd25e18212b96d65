import type { z } from 'zod';
import { envNameOf } from './env-name.ts';
import { nearestName } from './nearest-name.ts';

/** Schema of a config: a flat zod object with camel-case keys, each with `.describe()`. */
export type ConfigSchema = z.ZodObject;

/** Environment to read from, e.g. process.env. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of reading a config. */
export interface LoadConfigOptions {
  /** Start of every name, e.g. `PERENNIAL_`. */
  readonly prefix: string;
}

/** All that is wrong with the environment, in one error. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One sentence a problem; never holds a value, as that may be a secret. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `the configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

function namesOf(schema: ConfigSchema, prefix: string): string[] {
  return Object.keys(schema.shape).map((key) => envNameOf(key, prefix));
}

function unknownNames(env: Environment, known: ReadonlySet<string>, prefix: string): string[] {
  const unknown = Object.keys(env).filter((name) => name.startsWith(prefix) && !known.has(name));
  return unknown.sort().map((name) => {
    const nearest = nearestName(name, known);
    const advice = nearest
      ? `did you mean ${nearest}?`
      : 'remove it; the list of names is in the documentation';
    return `${name} is not a known setting: ${advice}`;
  });
}

function describeIssue(
  schema: ConfigSchema,
  env: Environment,
  prefix: string,
  issue: z.core.$ZodIssue,
): string {
  const key = String(issue.path[0] ?? '');
  const name = envNameOf(key, prefix);
  const described = schema.shape[key]?.meta()?.description;
  const meaning = described ? ` (${described})` : '';
  if (env[name] === undefined) return `${name} is not set: set it${meaning}`;
  return `${name} has a wrong value: ${issue.message}${meaning}`;
}

/**
 * Reads a config from the environment into a frozen object. Throws one ConfigError that lists every wrong, missing
 * and unknown name.
 */
export function loadConfig<Schema extends ConfigSchema>(
  schema: Schema,
  env: Environment,
  options: LoadConfigOptions,
): Readonly<z.output<Schema>> {
  const { prefix } = options;
  const known = new Set(namesOf(schema, prefix));
  const input = Object.fromEntries(
    Object.keys(schema.shape)
      .map((key) => [key, env[envNameOf(key, prefix)]])
      .filter(([, value]) => value !== undefined),
  );
  const parsed = schema.safeParse(input);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => describeIssue(schema, env, prefix, issue));
  const problems = [...wrong, ...unknownNames(env, known, prefix)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(parsed.data);
}
