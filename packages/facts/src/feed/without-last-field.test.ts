import { create, fromBinary, type JsonValue, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { describe, expect, test } from '@jest/globals';
import { BehaviourRecordedSchema } from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import fc from 'fast-check';
import { withoutLastField } from './without-last-field.ts';

const PROPERTIES = BehaviourRecordedSchema.field.properties.number;
const behaviours = fc.record({
  node: fc.option(fc.record({ kind: fc.string(), value: fc.string() }), { nil: undefined }),
  name: fc.string({ unit: 'grapheme' }),
  pagePath: fc.webPath(),
  durationMs: fc.bigInt({ min: 0n, max: 2n ** 53n }),
  source: fc.option(fc.record({ paid: fc.boolean(), utmSource: fc.string() }), { nil: undefined }),
});
const properties = fc.dictionary(
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }).map((value): JsonValue => JSON.parse(JSON.stringify(value))),
);

function encoded(init: MessageInitShape<typeof BehaviourRecordedSchema>): Uint8Array {
  return toBinary(BehaviourRecordedSchema, create(BehaviourRecordedSchema, init));
}

describe('a payload without its last field', () => {
  test('is the payload that never had it', () => {
    fc.assert(
      fc.property(behaviours, properties, (behaviour, told) => {
        const cut = withoutLastField(encoded({ ...behaviour, properties: told }), PROPERTIES);
        expect(Buffer.from(cut)).toEqual(Buffer.from(encoded(behaviour)));
      }),
    );
  });

  test('is whole where another field follows', () => {
    const turned = Buffer.concat([encoded({ properties: { a: 1 } }), encoded({ name: 'searched' })]);
    expect(withoutLastField(turned, PROPERTIES)).toBe(turned);
    expect(fromBinary(BehaviourRecordedSchema, turned)).toMatchObject({ name: 'searched' });
  });

  test('that is cut off is left to whoever decodes it', () => {
    const whole = encoded({ name: 'searched', properties: { a: 1 } });
    const torn = whole.subarray(0, -1);
    expect(() => fromBinary(BehaviourRecordedSchema, withoutLastField(torn, PROPERTIES))).toThrow();
  });
});
