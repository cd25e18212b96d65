import { standaloneSuite } from '../testing/standalone-suite.ts';

/** Address of a server for tests; `npm run test:servers` sets it. */
function addressOf(name: string): string {
  const address = process.env[name];
  if (address === undefined) throw new Error(`${name} is not set; run npm run test:servers`);
  return address;
}

standaloneSuite('NATS, MongoDB and Redis', () => ({
  PERENNIAL_STORE_URL: addressOf('PERENNIAL_TEST_MONGO_URL'),
  PERENNIAL_BUS_URL: addressOf('PERENNIAL_TEST_NATS_URL'),
  PERENNIAL_CACHE_URL: addressOf('PERENNIAL_TEST_REDIS_URL'),
}));
