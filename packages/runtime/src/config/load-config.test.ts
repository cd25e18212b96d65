import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { describeConfig } from './describe-config.ts';
import { envNameOf } from './env-name.ts';
import { ConfigError, loadConfig } from './load-config.ts';
import { editDistance, nearestName } from './nearest-name.ts';

const prefix = 'PERENNIAL_';
const schema = z.object({
  httpPort: z.coerce.number().int().min(0).max(65_535).default(8080).describe('port of the server'),
  dataDir: z.string().min(1).describe('folder of the data'),
  store: z.enum(['embedded', 'mongodb']).default('embedded').describe('where documents are'),
});

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(schema, env, { prefix });
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.problems;
    throw thrown;
  }
  return [];
}

describe('a config', () => {
  test('is read from the environment with defaults, typed and frozen', () => {
    const config = loadConfig(
      schema,
      { PERENNIAL_DATA_DIR: './data', PERENNIAL_HTTP_PORT: '0', PATH: '/bin' },
      { prefix },
    );
    expect(config).toEqual({ httpPort: 0, dataDir: './data', store: 'embedded' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('lists every wrong, missing and unknown name in one error, with what and how', () => {
    const problems = problemsOf({
      PERENNIAL_HTTP_PORT: 'eighty',
      PERENNIAL_STOR: 'mongodb',
      PERENNIAL_XYZ: '1',
    });
    expect(problems).toHaveLength(4);
    expect(problems.join('\n')).toContain('PERENNIAL_HTTP_PORT has a wrong value');
    expect(problems.join('\n')).toContain('PERENNIAL_DATA_DIR is not set: set it (folder of the data)');
    expect(problems.join('\n')).toContain(
      'PERENNIAL_STOR is not a known setting: did you mean PERENNIAL_STORE?',
    );
    expect(problems.join('\n')).toContain('PERENNIAL_XYZ is not a known setting: remove it');
  });

  test('never shows a value, as it may be a secret', () => {
    const problems = problemsOf({
      PERENNIAL_STORE: 'hunter2',
      PERENNIAL_DATA_DIR: 'd',
      PERENNIAL_SECRET: 'hunter2',
    });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('is described for the documentation in the order of the schema', () => {
    expect(describeConfig(schema, { prefix })).toMatchObject([
      {
        env: 'PERENNIAL_HTTP_PORT',
        description: 'port of the server',
        defaultValue: '8080',
        required: false,
      },
      { env: 'PERENNIAL_DATA_DIR', type: 'string', defaultValue: undefined, required: true },
      { env: 'PERENNIAL_STORE', type: 'embedded | mongodb', defaultValue: '"embedded"' },
    ]);
  });
});

describe('names', () => {
  test.each([
    ['ackWaitMs', 'P_ACK_WAIT_MS'],
    ['port', 'P_PORT'],
    ['s3Bucket', 'P_S3_BUCKET'],
  ])('%s is read from %s', (key, expected) => {
    expect(envNameOf(key, 'P_')).toBe(expected);
  });

  test('edit distance is a metric: zero only for equal, symmetric, at most the longer length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  test('nothing is suggested that is not near', () => {
    expect(nearestName('ABCDEF', ['UVWXYZ'])).toBeUndefined();
    expect(nearestName('HTTP_PROT', ['HTTP_PORT', 'DATA_DIR'])).toBe('HTTP_PORT');
  });
});
