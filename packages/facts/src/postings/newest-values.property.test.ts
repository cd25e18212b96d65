import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import type { AttributeRecord } from '../record.ts';

const FOR_EVER = { at: Number.POSITIVE_INFINITY };
const NAMES = ['vip', 'tier'] as const;

/** All of one instant, so that the times of recording decide; the same record may come again, recorded earlier or later. */
const records: fc.Arbitrary<AttributeRecord[]> = fc
  .array(
    fc.record({
      event: fc.constantFrom('e1', 'e2', 'e3'),
      recordedTime: fc.integer({ min: 0, max: 5 }),
      names: fc.constantFrom<readonly string[]>(['vip'], ['tier'], NAMES),
    }),
    { maxLength: 12 },
  )
  .map((told) =>
    told.map(({ event, recordedTime, names }) => ({
      ...{ kind: 'attributes', customerId: 'ann', node: 'user:1', time: 0, recordedTime, eventId: event },
      values: Object.fromEntries(names.map((name) => [name, `${event} ${name}`])),
    })),
  );

test('of values of one instant the index has the last recorded one, also once one is known to be recorded earlier', () => {
  fc.assert(
    fc.property(records, (told) => {
      const facts = new Facts();
      for (const record of told) {
        facts.apply(record);
        expect(newestOf(facts)).toEqual(facts.attributesOf(0, FOR_EVER));
      }
    }),
  );
});

function newestOf(facts: Facts): Record<string, unknown> {
  const { dictionaries, shards } = facts.columns();
  const newest: Record<string, unknown> = {};
  for (const name of NAMES) {
    const code = dictionaries.attributeName.codeOf(name);
    for (const shard of shards) {
      const row = code < 0 ? -1 : shard.indexes().newestValues.of(code).rows[0];
      if (row === undefined || row < 0) continue;
      const { value } = shard.attributes.rows.columns;
      newest[name] = JSON.parse(dictionaries.attributeValue.textOf(value[row]));
    }
  }
  return newest;
}
