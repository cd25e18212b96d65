import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { openRedisCache } from './redis-cache.ts';

describe('Redis cache', () => {
  test('a server that is not there is said at once, not retried for ever', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, 'close');
    await expect(openRedisCache({ url: `redis://127.0.0.1:${port}` })).rejects.toThrow(/cannot be reached/);
  });
});
