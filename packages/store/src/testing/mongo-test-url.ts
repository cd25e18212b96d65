/** Where `npm run test:servers` has a MongoDB. */
export function mongoTestUrl(): string {
  const url = process.env['PERENNIAL_TEST_MONGO_URL'];
  if (!url) throw new Error('PERENNIAL_TEST_MONGO_URL is not set; run these tests by npm run test:servers');
  return url;
}
