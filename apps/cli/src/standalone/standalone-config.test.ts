import { describe, expect, test } from '@jest/globals';
import { readStandaloneConfig } from './standalone-config.ts';

describe('settings of the standalone mode', () => {
  test('all that are wrong are told at once, of whichever part they are', () => {
    const read = () =>
      readStandaloneConfig({
        PERENNIAL_LOG_LEVEL: 'loud',
        PERENNIAL_SEEN_WINDOW_DAYS: 'x',
        PERENNIAL_INTAKE_BATCH_SIZE: '-4',
        PERENNIAL_NOPE: '1',
      });
    for (const name of ['LOG_LEVEL', 'SEEN_WINDOW_DAYS', 'INTAKE_BATCH_SIZE', 'NOPE'])
      expect(read).toThrow(`PERENNIAL_${name} `);
    expect(read).toThrow('the configuration has 4 problem(s)');
  });
});
