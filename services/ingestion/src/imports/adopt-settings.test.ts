import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openEmbeddedStore, type Store } from '@perennial/store';
import { TenantsStore } from '../tenants-store.ts';
import { adoptSettings } from './adopt-settings.ts';
import type { ImportFormat } from './domain/import-format.ts';

const FORMAT: ImportFormat = {
  preset: 'online-retail-ii',
  kind: '',
  delimiter: '',
  encoding: '',
  decimalSeparator: '',
  columns: new Map(),
  dateFormat: '',
  timeZone: '',
  currency: '',
  sourceSystem: '',
};

describe('a first import', () => {
  let directory: string;
  let store: Store;
  let tenants: TenantsStore;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'adopt-'));
    store = await openEmbeddedStore({ directory });
    tenants = new TenantsStore(store);
  });

  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('gives a shop that said nothing of itself the currency and zone of the preset', async () => {
    expect(await adoptSettings(tenants, 'shop', FORMAT)).toBe(true);
    expect(await tenants.find('shop')).toMatchObject({ currency: 'GBP', timeZone: 'Europe/London' });
  });

  test('takes what the format says over the preset', async () => {
    await adoptSettings(tenants, 'shop', { ...FORMAT, currency: 'USD' });
    expect(await tenants.find('shop')).toMatchObject({ currency: 'USD', timeZone: 'Europe/London' });
  });

  test('leaves the settings of a shop that has said something', async () => {
    await tenants.replace('shop', { ...(await tenants.find('shop')), name: 'Corner shop' });
    expect(await adoptSettings(tenants, 'shop', FORMAT)).toBe(false);
    expect(await tenants.find('shop')).toMatchObject({ currency: 'EUR', timeZone: 'UTC' });
  });
});
