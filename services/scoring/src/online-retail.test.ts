import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Facts } from '@perennial/facts';
import {
  CLASSES_OF,
  cellName,
  classifyAll,
  DIMENSIONS,
  defaultSchemes,
  effectiveBorders,
  schemeRollups,
} from '@perennial/scores';
import { type GroupSums, type PanelSums, panelSums } from './domain/rfm-panel.ts';
import { datasetsDirectory, onlineRetailRecords } from './testing/online-retail.ts';

const datasets = datasetsDirectory();
const described = datasets === undefined ? describe.skip : describe;

/** 2011-12-10 00:00 in London. */
const AS_OF = { at: Date.UTC(2011, 11, 10) };

interface Figures {
  customers: number;
  orders: number;
  net_minor: number;
}

interface Reference extends Record<'recency' | 'frequency' | 'monetary' | 'cells', Record<string, Figures>> {
  customers_with_orders: number;
  orders: number;
  net_minor: number;
  gross_minor: number;
  refund_minor_all: number;
  examples: Record<string, { orders: number; net_minor: number; first: string; last: string; cell: string }>;
}

function figures({ customers, orders, netMinor }: GroupSums): Figures {
  return { customers, orders, net_minor: netMinor };
}

described('Online Retail II by the default scheme (needs ../shared/datasets)', () => {
  let reference: Reference;
  const facts = new Facts();
  let sums: PanelSums;
  let cells: Uint8Array;

  beforeAll(async () => {
    reference = JSON.parse(readFileSync(join(datasets ?? '', 'reference-rfm.json'), 'utf8')) as Reference;
    facts.applyBatch(await onlineRetailRecords(datasets ?? ''));
    const [scheme] = defaultSchemes(100);
    if (scheme === undefined) throw new Error('the default scheme comes first');
    const rollups = schemeRollups(facts, scheme, AS_OF);
    cells = classifyAll(rollups, effectiveBorders(scheme, rollups, AS_OF.at), AS_OF.at);
    sums = panelSums(cells, rollups);
  }, 120_000);

  test.each(DIMENSIONS)('%s classes are those of the reference to the penny (RFM-2..4)', (dimension) => {
    const ours = sums.classes[dimension].map((sum, code) => [CLASSES_OF[dimension][code], figures(sum)]);
    expect(Object.fromEntries(ours)).toEqual(reference[dimension]);
  });

  test('so are all cells that hold a customer, and the total (RFM-5)', () => {
    const ours = sums.cells
      .map((sum, place) => [cellName(place + 1), figures(sum)] as const)
      .filter(([, { customers }]) => customers > 0);
    expect(Object.fromEntries(ours)).toEqual(reference.cells);
    expect(figures(sums.total)).toEqual({
      customers: reference.customers_with_orders,
      orders: reference.orders,
      net_minor: reference.net_minor,
    });
    const [everybody] = facts.rollup([{}], AS_OF);
    const net = everybody?.netMinor.reduce((sum, each) => sum + each, 0);
    expect(net).toBe(reference.gross_minor + reference.refund_minor_all);
  });

  test('and the customers that it names', () => {
    for (const [customerId, expected] of Object.entries(reference.examples)) {
      const customer = facts.customerIndexOf(customerId);
      const [ever] = facts.rollupOne(customer, [{}], AS_OF);
      expect({
        customerId,
        orders: ever?.orderCount,
        net_minor: ever?.netMinor,
        cell: cellName(cells[customer] ?? 0),
      }).toEqual({
        customerId,
        orders: expected.orders,
        net_minor: expected.net_minor,
        cell: expected.cell,
      });
    }
  });
});
