import { setTimeout as after } from 'node:timers/promises';
import { describe, test } from '@jest/globals';
import { cacheContract } from './cache.contract.ts';
import { openRedisCache } from './redis-cache.ts';

const url = process.env['PERENNIAL_TEST_REDIS_URL'];

if (url === undefined) {
  describe('cache contract: Redis', () => {
    test.skip('needs PERENNIAL_TEST_REDIS_URL', () => undefined);
  });
} else {
  cacheContract('Redis', async () => ({ cache: await openRedisCache({ url }), elapse: () => after(10) }));
}
