import { IngestJsonResponseSchema } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { DOORS, type Door } from '../http/doors.ts';
import { doorBody, doorBodyBesideOrder } from './door-bodies.ts';
import { fieldSchema, type JsonSchema, schemaRef } from './json-schema.ts';
import { errorResponses, jsonContent } from './responses.ts';

/** Name of the schema of what a door answers. */
export const DOOR_ANSWER_SCHEMA = 'DoorAnswer';

const [acceptedField, refusedField] = [
  IngestJsonResponseSchema.field.acceptedCount,
  IngestJsonResponseSchema.field.refused,
];

/** The answer of a door: fields under their proto JSON names. */
export const doorAnswerSchema: JsonSchema = {
  type: 'object',
  description: 'What became of the items.',
  required: [acceptedField.jsonName, refusedField.jsonName],
  properties: {
    [acceptedField.jsonName]: {
      ...fieldSchema(acceptedField),
      description: 'Items that are durable now, repeats included.',
    },
    [refusedField.jsonName]: {
      type: 'array',
      description: 'The others, each with its place in the batch, the field that is wrong and the reason.',
      items: {
        type: 'object',
        properties: {
          index: { type: 'integer', description: 'Place in the batch, from 0.' },
          messageId: { type: 'string', description: 'Message id as told; empty when none.' },
          reason: { type: 'string', description: 'Reason of the error catalogue.' },
          field: { type: 'string', description: 'Path of the field in the item.' },
          message: { type: 'string', description: 'What is wrong and what to do.' },
        },
      },
    },
  },
};

function operation(door: Door): JsonSchema {
  const answer = jsonContent(schemaRef(DOOR_ANSWER_SCHEMA));
  const orderId = { name: 'order_id', in: 'path', required: true, schema: { type: 'string' } };
  const namesOrder = door.path.includes('{order_id}');
  const body = namesOrder ? doorBodyBesideOrder(door.door) : doorBody(door.door);
  return {
    operationId: `post_${door.path.slice(1).replaceAll(/[/{}]+/g, '_')}`,
    tags: [door.tracking ? 'Tracking' : 'Shop'],
    summary: door.summary,
    ...(namesOrder ? { parameters: [orderId] } : {}),
    security: door.tracking
      ? [{ bearer: [] }, { basic: [] }, { header: [] }, {}]
      : [{ bearer: [] }, { basic: [] }, { header: [] }],
    requestBody: { required: !namesOrder, content: jsonContent(body, door.example) },
    responses: {
      200: { description: 'All accepted items are durable; refused ones are listed.', content: answer },
      400: { description: 'Nothing was accepted.', content: answer },
      ...errorResponses(),
      413: { description: 'The body is larger than 500 KB.', content: jsonContent(schemaRef('Error')) },
      415: {
        description: 'The content type or encoding is not supported.',
        content: jsonContent(schemaRef('Error')),
      },
    },
  };
}

/** The HTTP doors, from the table that routes them. */
export function doorPaths(): Record<string, JsonSchema> {
  return Object.fromEntries(DOORS.map((door) => [door.path, { post: operation(door) }]));
}
