import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import { LIVE, ORDER } from '../ledger/ledger-table.ts';
import type { FactRecord } from '../record.ts';
import { sourceText } from '../source.ts';
import { histories } from '../testing/histories.ts';
import { Oracle } from '../testing/oracle.ts';

const AT = { at: Number.POSITIVE_INFINITY };

/** By customer and order, of the newest versions, cancelled ones left out. */
function keptSources(facts: Facts, isCounted: (order: string) => boolean): Map<string, string> {
  const columns = facts.columns();
  const sources = new Map<string, string>();
  for (const { base, ledger, orderSources } of columns.shards) {
    const { local, columns: of, rowCount } = ledger.rows;
    const codes = orderSources().current();
    for (let row = 0; row < rowCount; row += 1) {
      if ((of.flags[row] & (LIVE | ORDER)) !== (LIVE | ORDER)) continue;
      const order = `${facts.customerIdAt(base + local[row])} ${columns.dictionaries.key.textOf(of.key[row])}`;
      if (isCounted(order)) sources.set(order, columns.dictionaries.source.textOf(codes[row]));
    }
  }
  return sources;
}

function expectedSources(records: readonly FactRecord[]): Map<string, string> {
  const oracle = new Oracle(records);
  return new Map(
    oracle
      .customerIds()
      .flatMap((id) =>
        oracle
          .ordersOf(id, AT)
          .map(({ orderKey, source }): [string, string] => [`${id} ${orderKey}`, sourceText(source)]),
      ),
  );
}

test('SRC-2: sources that are kept follow hits, orders and merges that come in any order, whenever they are asked', () => {
  fc.assert(
    fc.property(
      histories,
      fc.infiniteStream(fc.constantFrom('go on', 'go on', 'go on', 'go on', 'ask', 'merge')),
      (records, steps) => {
        const facts = new Facts();
        for (const [i, record] of records.entries()) {
          facts.apply(record);
          const { value: step } = steps.next();
          if (step === 'merge') facts.mergeDelta();
          if (step !== 'ask' && i < records.length - 1) continue;
          const expected = expectedSources(records.slice(0, i + 1));
          expect(keptSources(facts, (order) => expected.has(order))).toEqual(expected);
        }
      },
    ),
    { numRuns: 120 },
  );
});
