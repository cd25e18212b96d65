import { expect, test } from '@jest/globals';
import { silentLogger } from '@perennial/runtime';
import { standaloneSuite } from '../testing/standalone-suite.ts';
import { startStandalone } from './start-standalone.ts';

standaloneSuite('embedded ports', () => ({}));

test('a setting that is misspelt is refused by name before anything is opened', async () => {
  const options = { dataDirectory: '/nonexistent', port: 0, host: '127.0.0.1', logger: silentLogger() };
  const misspelt = startStandalone({ ...options, environment: { PERENNIAL_STOER_URL: 'x' } });
  await expect(misspelt).rejects.toThrow('did you mean PERENNIAL_STORE_URL?');
});
