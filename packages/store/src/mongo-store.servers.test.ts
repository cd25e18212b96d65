import { randomUUID } from 'node:crypto';
import { describe, test } from '@jest/globals';
import { openMongoStore } from './mongo-store.ts';
import { storeContract } from './store.contract.ts';

const url = process.env['PERENNIAL_TEST_MONGO_URL'];

if (url === undefined) {
  describe('store contract: MongoDB', () => {
    test.skip('needs PERENNIAL_TEST_MONGO_URL', () => undefined);
  });
} else {
  const database = `test-${randomUUID()}`;
  storeContract('MongoDB', () => openMongoStore({ url, database, appName: 'perennial-tests' }));
}
