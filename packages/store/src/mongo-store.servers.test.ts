import { randomUUID } from 'node:crypto';
import { openMongoStore } from './open-mongo-store.ts';
import { storeContract } from './store.contract.ts';
import { mongoTestUrl } from './testing/mongo-test-url.ts';

storeContract('MongoDB', () =>
  openMongoStore({ url: mongoTestUrl(), database: `test-${randomUUID()}`, appName: 'perennial-tests' }),
);
