import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bulkCases } from './contract/bulk.contract.ts';
import { documentCases } from './contract/documents.contract.ts';
import { filterPropertyCases } from './contract/filter-property.contract.ts';
import { filterCases } from './contract/filters.contract.ts';
import { indexCases } from './contract/indexes.contract.ts';
import { refusalCases } from './contract/refusals.contract.ts';
import type { Sample } from './contract/sample.ts';
import { updateCases } from './contract/updates.contract.ts';
import type { Store } from './port.ts';

/** What a store must do, whatever it is built on. `open` is called once; each test has a collection of its own. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    let collections = 0;
    const fresh = () => {
      collections += 1;
      return store.collection<Sample>(`c${collections}`);
    };
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    test('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    test('refuses names that are no names', () => {
      for (const bad of ['', 'a/b', 'a.b', '$x', 'x'.repeat(64)]) {
        expect(() => store.collection(bad)).toThrow(/must match/);
      }
    });

    documentCases(fresh);
    filterCases(fresh);
    updateCases(fresh);
    indexCases(fresh);
    bulkCases(fresh);
    refusalCases(fresh);
    filterPropertyCases(fresh);
  });
}
