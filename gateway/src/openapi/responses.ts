import { type JsonSchema, schemaRef } from './json-schema.ts';

/** Name of the schema of all error answers. */
export const ERROR_SCHEMA = 'Error';

/** A body in JSON. */
export function jsonContent(schema: JsonSchema, example?: unknown): JsonSchema {
  return { 'application/json': example === undefined ? { schema } : { schema, example } };
}

/** What any operation may answer beside success. */
export function errorResponses(): JsonSchema {
  const content = jsonContent(schemaRef(ERROR_SCHEMA));
  const retryAfter = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } };
  return {
    401: { description: 'The API key is missing or not valid.', content },
    403: { description: 'The credential may not do this.', content },
    429: { description: 'Too many calls.', headers: retryAfter, content },
    default: { description: 'Any other error.', content },
  };
}

/** The form of an error: a code of Connect, a text for people, and details for programs. */
export const errorSchema: JsonSchema = {
  type: 'object',
  description: 'An error. Programs branch on the reason in the details, never on the message.',
  required: ['code'],
  properties: {
    code: { type: 'string', description: 'Code of Connect, e.g. invalid_argument.' },
    message: { type: 'string', description: 'What is wrong, for people.' },
    details: {
      type: 'array',
      description:
        'google.rpc details: ErrorInfo with the reason always, BadRequest and RetryInfo where they fit.',
      items: { type: 'object' },
    },
  },
};
