import { z } from 'zod';
import { envNameOf } from './env-name.ts';
import type { ConfigSchema } from './load-config.ts';

/** One setting, as the documentation lists it. */
export interface DescribedSetting {
  /** Name in the environment. */
  readonly env: string;
  readonly key: string;
  readonly description: string;
  /** JSON Schema type, or the list of allowed values. */
  readonly type: string;
  /** JSON form of the default; undefined where there is none. */
  readonly defaultValue: string | undefined;
  readonly required: boolean;
}

function typeOf(property: z.core.JSONSchema.BaseSchema): string {
  if (property.enum) return property.enum.map(String).join(' | ');
  return Array.isArray(property.type) ? property.type.join(' | ') : (property.type ?? 'string');
}

/** Every setting of a schema in the order written, for generated documentation. */
export function describeConfig(schema: ConfigSchema, options: { prefix: string }): DescribedSetting[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([key, property]) => {
    if (typeof property === 'boolean') return [];
    return {
      env: envNameOf(key, options.prefix),
      key,
      description: property.description ?? '',
      type: typeOf(property),
      defaultValue: property.default === undefined ? undefined : JSON.stringify(property.default),
      required: required.includes(key),
    };
  });
}
