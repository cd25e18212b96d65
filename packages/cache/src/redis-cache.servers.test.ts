import { setTimeout as after } from 'node:timers/promises';
import { cacheContract } from './cache.contract.ts';
import { openRedisCache } from './redis-cache.ts';
import { redisTestUrl } from './testing/redis-test-url.ts';

cacheContract('Redis', async () => ({
  cache: await openRedisCache({ url: redisTestUrl() }),
  elapse: () => after(10),
}));
