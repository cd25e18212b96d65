import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inTemporaryDirectory } from '../testing/temporary-directory.ts';
import { resolveConnection } from './connection.ts';
import { readLocalServer, writeLocalServer } from './local-file.ts';

const LOCAL = { url: 'http://127.0.0.1:1', key: 'sk_live_local' };

test('the file with the key can be read by its owner only', async () => {
  await inTemporaryDirectory(async (directory) => {
    await writeLocalServer(directory, LOCAL);
    expect((await stat(join(directory, 'local.json'))).mode & 0o777).toBe(0o600);
    expect(await readLocalServer(directory)).toEqual(LOCAL);
  });
});

test.each([
  ['the data folder', {}, {}, LOCAL],
  [
    'the environment before it',
    {},
    { PERENNIAL_URL: 'http://e', PERENNIAL_KEY: 'k' },
    { url: 'http://e', key: 'k' },
  ],
  [
    'the command line before both',
    { url: 'http://c/', key: 'c' },
    { PERENNIAL_URL: 'http://e', PERENNIAL_KEY: 'k' },
    { url: 'http://c', key: 'c' },
  ],
])('the server comes from %s', async (_where, options, env, expected) => {
  await inTemporaryDirectory(async (data) => {
    await writeLocalServer(data, LOCAL);
    expect(await resolveConnection({ data, ...options }, env)).toMatchObject(expected);
  });
});

test('the key of the data folder is never sent to another server', async () => {
  await inTemporaryDirectory(async (data) => {
    await writeLocalServer(data, LOCAL);
    const elsewhere = resolveConnection({ data, url: 'http://elsewhere.example' }, {});
    await expect(elsewhere).rejects.toMatchObject({ exitCode: 2 });
  });
});

test('without any server the command says how to start one', async () => {
  await inTemporaryDirectory(async (data) => {
    await expect(resolveConnection({ data }, {})).rejects.toMatchObject({ exitCode: 3 });
  });
});
