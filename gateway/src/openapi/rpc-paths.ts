import type { DescMethod, DescService } from '@bufbuild/protobuf';
import { MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import type { ContractComments } from './contract-comments.ts';
import { type JsonSchema, messageRef } from './json-schema.ts';
import { errorResponses, jsonContent } from './responses.ts';

const GET_PARAMETERS = [
  { name: 'encoding', in: 'query', required: true, schema: { const: 'json' } },
  { name: 'connect', in: 'query', schema: { const: 'v1' } },
];

function operation(method: DescMethod, comments: ContractComments, suffix = ''): JsonSchema {
  return {
    operationId: `${method.parent.name}_${method.name}${suffix}`,
    tags: [method.parent.name],
    description: comments.get(`${method.parent.typeName}.${method.name}`),
    responses: {
      200: { description: 'The answer.', content: jsonContent(messageRef(method.output)) },
      ...errorResponses(),
    },
  };
}

function pathItem(method: DescMethod, comments: ContractComments): JsonSchema {
  const input = messageRef(method.input);
  const post = {
    ...operation(method, comments),
    requestBody: { required: true, content: jsonContent(input) },
  };
  if (method.idempotency !== MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS) return { post };
  const message = { name: 'message', in: 'query', required: true, content: jsonContent(input) };
  return { post, get: { ...operation(method, comments, '_Get'), parameters: [...GET_PARAMETERS, message] } };
}

/** Media type of streams: each message behind one byte of flags and four of its length; the last one says whether it failed. */
const STREAM_TYPE = 'application/connect+json';

function streamItem(method: DescMethod, comments: ContractComments): JsonSchema {
  const streamOf = (message: DescMethod['input']) => ({ [STREAM_TYPE]: { schema: messageRef(message) } });
  const { responses: _unary, ...operationParts } = operation(method, comments);
  const post = {
    ...operationParts,
    requestBody: { required: true, content: streamOf(method.input) },
    responses: {
      200: { description: 'A stream of these in envelopes.', content: streamOf(method.output) },
    },
  };
  return { post };
}

/** Methods as Connect serves them: POST with JSON, and GET for reads; a stream of answers in envelopes. */
export function rpcPaths(
  services: readonly DescService[],
  comments: ContractComments,
): Record<string, JsonSchema> {
  const methods = services.flatMap((service) => service.methods);
  return Object.fromEntries(
    methods.map((method) => [
      `/${method.parent.typeName}/${method.name}`,
      method.methodKind === 'unary' ? pathItem(method, comments) : streamItem(method, comments),
    ]),
  );
}
