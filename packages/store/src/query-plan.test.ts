import { describe, expect, test } from '@jest/globals';
import { defineIndex } from './index-definition.ts';
import { parseFilter } from './parse-filter.ts';
import type { IndexOptions, Sort } from './port.ts';
import { planQuery } from './query-plan.ts';

function index(keys: Sort, options: IndexOptions & { multikey?: boolean } = {}) {
  return { definition: { ...defineIndex(keys, options), multikey: options.multikey ?? false } };
}

function plan(
  filter: Record<string, unknown>,
  sort: Sort | undefined,
  indexes: { definition: ReturnType<typeof defineIndex> }[],
) {
  return planQuery(parseFilter(filter), sort, indexes);
}

const BY_TENANT_AND_TIME = index({ tenant: 1, at: -1 });

describe('query plan', () => {
  test('ids go before every index', () => {
    expect(plan({ _id: 'a', tenant: 't' }, { at: 1 }, [BY_TENANT_AND_TIME])).toEqual({
      kind: 'ids',
      ids: ['a'],
    });
    expect(plan({ _id: { $in: ['b', 'a', 'b'] } }, undefined, [])).toEqual({ kind: 'ids', ids: ['a', 'b'] });
  });

  test('an index is taken for its equalities, a bound behind them, and the order it gives', () => {
    const indexes = [index({ other: 1 }), index({ tenant: 1 }), BY_TENANT_AND_TIME];
    const newestFirst = plan({ tenant: 't', at: { $gte: 5 } }, { at: -1 }, indexes);
    expect(newestFirst).toMatchObject({ index: 'tenant_1_at_-1', sorted: true, reverse: false });
    expect(plan({ tenant: 't' }, { at: 1 }, indexes)).toMatchObject({
      index: 'tenant_1_at_-1',
      reverse: true,
    });
  });

  test('pages by equality and last _id read on where the last page ended', () => {
    const found = plan({ tenant: 't', _id: { $gt: 'm' } }, { _id: 1 }, [index({ tenant: 1 })]);
    expect(found).toMatchObject({ index: 'tenant_1', sorted: true });
  });

  test('an index on an array gives no order and takes one bound only', () => {
    const found = plan({ a: { $gt: 1, $lt: 5 } }, { a: 1 }, [index({ a: 1 }, { multikey: true })]);
    const single = plan({ a: { $gt: 1 } }, undefined, [index({ a: 1 })]);
    expect(found).toMatchObject({ index: 'a_1', sorted: false });
    expect(found.kind === 'ranges' && found.ranges).toEqual(single.kind === 'ranges' && single.ranges);
  });

  test('without a fitting index the documents are read, in the order of their ids', () => {
    expect(plan({ b: 1 }, { _id: -1 }, [BY_TENANT_AND_TIME])).toMatchObject({
      index: null,
      sorted: true,
      reverse: true,
    });
    expect(plan({ at: 1 }, undefined, [BY_TENANT_AND_TIME])).toMatchObject({ index: null, sorted: false });
  });
});
