import { create, fromBinary, type JsonValue, toBinary } from '@bufbuild/protobuf';
import { describe, expect, test } from '@jest/globals';
import { BehaviourRecordedSchema } from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import fc from 'fast-check';
import { structField } from './struct-bytes.ts';

const NUMBER = BehaviourRecordedSchema.field.properties.number;
/** What the JSON parser can give, so no -0 that turns into 0. */
const free = fc.dictionary(
  fc.string({ unit: 'grapheme' }),
  fc.jsonValue({ maxDepth: 3 }).map((value): JsonValue => JSON.parse(JSON.stringify(value))),
  { noNullPrototype: true },
);

describe('free properties as bytes', () => {
  test('are those that the protobuf library writes', () => {
    fc.assert(
      fc.property(free, (properties) => {
        const whole = toBinary(BehaviourRecordedSchema, create(BehaviourRecordedSchema, { properties }));
        expect(Buffer.from(structField(NUMBER, properties))).toEqual(Buffer.from(whole));
      }),
    );
  });

  test('come back as what was told', () => {
    const told = { coupon: 'ÄÖ', sizes: [41, 42.5, null, [true]], gift: { wrapped: false, card: {} } };
    const { properties } = fromBinary(BehaviourRecordedSchema, structField(NUMBER, told));
    expect(properties).toEqual(told);
  });
});
