export { createMemoryCache, type MemoryCacheOptions } from './memory-cache.ts';
export type { Cache, TakeResult, TokenBucket } from './port.ts';
export { openRedisCache, type RedisCacheOptions } from './redis-cache.ts';
