import type { Code } from '@connectrpc/connect';

/** One row of an error catalogue: what a reason means and what the caller should do about it. */
export interface ErrorDefinition {
  readonly code: Code;
  /** Text for people; `{field}` is replaced by the argument of that name. Never holds personal data. */
  readonly message: string;
  /** What the reader can do about it, as one sentence. */
  readonly fix: string;
  /** True when the same call may succeed later; the error then carries RetryInfo. Default false. */
  readonly retryable?: boolean;
  /** Status on plain HTTP routes where the one of the code does not fit, e.g. 413. */
  readonly httpStatus?: number;
}

/** Names of the `{field}` places in a message template. */
export type TemplateFields<Template extends string> =
  Template extends `${string}{${infer Field}}${infer Rest}` ? Field | TemplateFields<Rest> : never;

/** Fills the `{field}` places of a template; a place without a value stays as it is. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  // Accepts a name of letters, digits and underscores in braces.
  return template.replace(/\{(\w+)\}/g, (place, field: string) =>
    Object.hasOwn(values, field) ? (values[field] ?? place) : place,
  );
}
