import type { JsonSchema } from './json-schema.ts';

/** Fields of an item by name; of several spellings that the door takes, the first. */
export type ItemFields = Readonly<Record<string, JsonSchema>>;

const MAX_MINOR = 1_000_000_000_000;

export function text(description: string, maxLength = 255): JsonSchema {
  return { type: 'string', maxLength, description };
}

export function time(description: string): JsonSchema {
  return {
    description: `${description} ISO 8601, UTC where it names no zone, or whole milliseconds since 1970.`,
    oneOf: [{ type: 'string' }, { type: 'integer' }],
  };
}

/** An amount of money in both of its forms, `NAME_minor` and the decimal `NAME`; the first wins. */
export function amount(name: string, minorName: string, what: string): ItemFields {
  return {
    [minorName]: {
      ...{ type: 'integer', minimum: 0, maximum: MAX_MINOR },
      description: `${what}, in minor units of the currency.`,
    },
    [name]: {
      description: `${what}, as a decimal number; text keeps every digit.`,
      oneOf: [{ type: 'string' }, { type: 'number', minimum: 0 }],
    },
  };
}

export function object(description: string, properties: ItemFields, required: string[] = []): JsonSchema {
  return { type: 'object', description, ...(required.length > 0 ? { required } : {}), properties };
}

export function list(description: string, items: JsonSchema, maxItems: number): JsonSchema {
  return { type: 'array', description, items, maxItems };
}

/** Anything that is JSON, within the limits of the door. */
export function free(description: string): JsonSchema {
  return { type: 'object', description: `${description} At most 8 levels deep.`, additionalProperties: true };
}

/** Who it was; one of them is enough. Personal data. */
export const PERSON: ItemFields = {
  userId: text('Id of the person in the shop; also `user_id`.'),
  anonymousId: text('Id of the browser or device; also `anonymous_id`.'),
  email: text('E-mail address.', 254),
  phone: text('Telephone number with country code.', 32),
};

export const MESSAGE: ItemFields = {
  messageId: text('The same on every try: an id counts once for 30 days; also `message_id`.'),
};

export const CURRENCY: ItemFields = {
  currency: { ...text('ISO 4217; unset means the reporting currency of the shop.', 3), minLength: 3 },
  exchange_rate: {
    description:
      'Units of the reporting currency for one unit of `currency`; else the table of the tenant counts.',
    ...{ type: 'number', exclusiveMinimum: 0 },
  },
};
