/** Where `npm run test:servers` has a NATS server with JetStream. */
export function natsTestUrl(): string {
  const url = process.env['PERENNIAL_TEST_NATS_URL'];
  if (!url) throw new Error('PERENNIAL_TEST_NATS_URL is not set; run these tests by npm run test:servers');
  return url;
}
