import type { DescService } from '@bufbuild/protobuf';
import { componentSchemas } from './component-schemas.ts';
import type { ContractComments } from './contract-comments.ts';
import { itemSchemaName } from './door-bodies.ts';
import { DOOR_ANSWER_SCHEMA, doorAnswerSchema, doorPaths } from './door-paths.ts';
import { ITEM_SCHEMAS } from './item-schemas.ts';
import type { JsonSchema } from './json-schema.ts';
import { ERROR_SCHEMA, errorSchema } from './responses.ts';
import { rpcPaths } from './rpc-paths.ts';

function tags(services: readonly DescService[], comments: ContractComments): JsonSchema[] {
  return [
    {
      name: 'Tracking',
      description: 'HTTP doors for behaviour and traits; public write keys may call them.',
    },
    { name: 'Shop', description: 'HTTP doors for what the shop knows: orders, products, stores, consent.' },
    ...services.map((service) => ({ name: service.name, description: comments.get(service.typeName) })),
  ];
}

/** The OpenAPI 3.1 document of the HTTP doors and of every unary RPC in its Connect JSON form. */
export function openApiDocument(services: readonly DescService[], comments: ContractComments): JsonSchema {
  const messages = services.flatMap((s) => s.methods.flatMap((method) => [method.input, method.output]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Perennial',
      version: '1',
      description:
        'Customer analytics and lifecycle automation. Every RPC is also served as gRPC and gRPC-web.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: tags(services, comments),
    security: [{ bearer: [] }, { basic: [] }, { header: [] }],
    paths: { ...doorPaths(), ...rpcPaths(services, comments) },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The API key as bearer token.' },
        basic: { type: 'http', scheme: 'basic', description: 'The API key as user name, no password.' },
        header: { type: 'apiKey', in: 'header', name: 'perennial-key', description: 'The API key.' },
      },
      schemas: {
        [ERROR_SCHEMA]: errorSchema,
        [DOOR_ANSWER_SCHEMA]: doorAnswerSchema,
        ...Object.fromEntries(
          Object.entries(ITEM_SCHEMAS).map(([kind, item]) => [itemSchemaName(kind), item]),
        ),
        ...componentSchemas(messages, comments),
      },
    },
  };
}
