import { type Code, ConnectError } from '@connectrpc/connect';
import { type ErrorDefinition, fillTemplate, type TemplateFields } from './error-definition.ts';
import { buildErrorDetails, type ErrorExtras } from './error-details.ts';
import { registerError } from './error-registry.ts';

type ErrorArguments<Template extends string> = [TemplateFields<Template>] extends [never]
  ? [values?: Readonly<Record<string, never>>, extras?: ErrorExtras]
  : [values: Readonly<Record<TemplateFields<Template>, string>>, extras?: ErrorExtras];

/** One function a reason; its first argument has exactly the fields of the message template. */
export type ErrorFactories<Definitions extends Record<string, ErrorDefinition>> = {
  readonly [Reason in keyof Definitions]: (
    ...args: ErrorArguments<Definitions[Reason]['message']>
  ) => ConnectError;
};

function createFactory(reason: string, definition: ErrorDefinition) {
  return (values: Readonly<Record<string, string>> = {}, extras: ErrorExtras = {}): ConnectError => {
    const code: Code = definition.code;
    const details = buildErrorDetails(reason, definition, values, extras);
    return new ConnectError(fillTemplate(definition.message, values), code, undefined, details, extras.cause);
  };
}

/**
 * Turns a table of reasons into functions that make ConnectErrors with google.rpc details, and adds the
 * table to the catalogue. Throws at load time where a reason is misnamed or defined twice.
 */
export function defineErrors<const Definitions extends Record<string, ErrorDefinition>>(
  definitions: Definitions,
): ErrorFactories<Definitions> {
  const factories: Record<string, ReturnType<typeof createFactory>> = {};
  for (const [reason, definition] of Object.entries<ErrorDefinition>(definitions)) {
    registerError(reason, definition);
    factories[reason] = createFactory(reason, definition);
  }
  // The loop has made one factory for each key; the compiler cannot follow a record built in a loop.
  return Object.freeze(factories) as ErrorFactories<Definitions>;
}
