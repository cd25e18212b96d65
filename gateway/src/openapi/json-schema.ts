import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';

/** A JSON Schema (draft 2020-12) as OpenAPI 3.1 has it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Place of a named schema in the document. */
export function schemaRef(typeName: string): JsonSchema {
  return { $ref: `#/components/schemas/${typeName}` };
}

/** 64-bit numbers are strings in JSON, since a double cannot hold them. */
const INT64: JsonSchema = { type: 'string', format: 'int64', pattern: '^-?[0-9]+$' };
const INT32: JsonSchema = { type: 'integer', format: 'int32' };
const UINT32: JsonSchema = { type: 'integer', format: 'int64', minimum: 0 };

const SCALARS: Readonly<Record<ScalarType, JsonSchema>> = {
  [ScalarType.DOUBLE]: { type: 'number', format: 'double' },
  [ScalarType.FLOAT]: { type: 'number', format: 'float' },
  [ScalarType.INT64]: INT64,
  [ScalarType.UINT64]: INT64,
  [ScalarType.SINT64]: INT64,
  [ScalarType.FIXED64]: INT64,
  [ScalarType.SFIXED64]: INT64,
  [ScalarType.INT32]: INT32,
  [ScalarType.SINT32]: INT32,
  [ScalarType.SFIXED32]: INT32,
  [ScalarType.UINT32]: UINT32,
  [ScalarType.FIXED32]: UINT32,
  [ScalarType.BOOL]: { type: 'boolean' },
  [ScalarType.STRING]: { type: 'string' },
  [ScalarType.BYTES]: { type: 'string', contentEncoding: 'base64' },
};

/** Messages that have a JSON form of their own. */
const WELL_KNOWN: ReadonlyMap<string, JsonSchema> = new Map<string, JsonSchema>([
  ['google.protobuf.Timestamp', { type: 'string', format: 'date-time' }],
  [
    'google.protobuf.Duration',
    { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]{1,9})?s$', examples: ['2592000s'] },
  ],
  ['google.protobuf.Struct', { type: 'object', additionalProperties: true }],
  ['google.protobuf.Value', {}],
  ['google.protobuf.ListValue', { type: 'array', items: {} }],
  ['google.protobuf.FieldMask', { type: 'string' }],
]);

/** The JSON form of a message type; named types are referred to. */
export function messageRef(message: DescMessage): JsonSchema {
  return WELL_KNOWN.get(message.typeName) ?? schemaRef(message.typeName);
}

/** True for a message that needs a named schema. */
export function isNamed(message: DescMessage): boolean {
  return !WELL_KNOWN.has(message.typeName);
}

function elementSchema(field: DescField): JsonSchema {
  if (field.message) return messageRef(field.message);
  if (field.enum) return schemaRef(field.enum.typeName);
  return field.scalar === undefined ? {} : SCALARS[field.scalar];
}

/** The JSON form of a field. */
export function fieldSchema(field: DescField): JsonSchema {
  const element = elementSchema(field);
  if (field.fieldKind === 'list') return { type: 'array', items: element };
  if (field.fieldKind === 'map') return { type: 'object', additionalProperties: element };
  return element;
}
