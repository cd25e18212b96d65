/** Where `npm run test:servers` has a Redis. */
export function redisTestUrl(): string {
  const url = process.env['PERENNIAL_TEST_REDIS_URL'];
  if (!url) throw new Error('PERENNIAL_TEST_REDIS_URL is not set; run these tests by npm run test:servers');
  return url;
}
