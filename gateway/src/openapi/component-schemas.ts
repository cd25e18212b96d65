import type { DescEnum, DescMessage } from '@bufbuild/protobuf';
import type { ContractComments } from './contract-comments.ts';
import { ruleKeywords } from './field-rules.ts';
import { fieldSchema, isNamed, type JsonSchema } from './json-schema.ts';

function messageSchema(message: DescMessage, comments: ContractComments): JsonSchema {
  const properties = message.fields.map((field) => {
    const description = comments.get(`${message.typeName}.${field.name}`);
    return [field.jsonName, { ...fieldSchema(field), ...ruleKeywords(field), description }] as const;
  });
  return {
    type: 'object',
    description: comments.get(message.typeName),
    properties: Object.fromEntries(properties),
  };
}

function enumSchema(desc: DescEnum, comments: ContractComments): JsonSchema {
  return {
    type: 'string',
    description: comments.get(desc.typeName),
    enum: desc.values.map((value) => value.name),
  };
}

/** Named schemas of the messages given and of all that they hold, by full name. */
export function componentSchemas(
  roots: Iterable<DescMessage>,
  comments: ContractComments,
): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {};
  const waiting = [...roots];
  for (let message = waiting.pop(); message; message = waiting.pop()) {
    if (!isNamed(message) || Object.hasOwn(schemas, message.typeName)) continue;
    schemas[message.typeName] = messageSchema(message, comments);
    for (const field of message.fields) {
      if (field.message) waiting.push(field.message);
      if (field.enum) schemas[field.enum.typeName] = enumSchema(field.enum, comments);
    }
  }
  return schemas;
}
