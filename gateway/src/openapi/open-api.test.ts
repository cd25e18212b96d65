import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DOORS } from '../http/doors.ts';
import { PUBLIC_SERVICES } from '../rpc/public-services.ts';
import { parseComments } from './contract-comments.ts';
import type { JsonSchema } from './json-schema.ts';
import { openApiText } from './open-api-text.ts';

interface ApiDocument {
  openapi: string;
  paths: Record<string, Record<string, JsonSchema>>;
  components: { schemas: Record<string, { description?: string; properties: Record<string, JsonSchema> }> };
}

let document: ApiDocument;

/** Rejects with the validator's findings. Its command is used because the package cannot be loaded as CommonJS. */
async function validate(text: string): Promise<void> {
  const validator = createRequire(import.meta.url).resolve('@seriousme/openapi-schema-validator');
  const command = join(dirname(validator), 'bin', 'validate-api-cli.js');
  const directory = await mkdtemp(join(tmpdir(), 'perennial-openapi-'));
  try {
    await writeFile(join(directory, 'openapi.json'), text);
    await promisify(execFile)(process.execPath, [command, join(directory, 'openapi.json')]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

beforeAll(async () => {
  document = JSON.parse(await openApiText());
});

describe('the API document', () => {
  test('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    await validate(JSON.stringify(document));
    await expect(validate(JSON.stringify({ ...document, paths: [] }))).rejects.toThrow();
  });

  test.each(DOORS)('has the door $path', ({ path }) => {
    expect(document.paths[path]).toHaveProperty('post');
  });

  const methods = PUBLIC_SERVICES.flatMap(({ typeName, methods: all }) =>
    all.map(({ name }) => `/${typeName}/${name}`),
  );
  test.each(methods)('has the RPC %s, with what the contract says of it', (path) => {
    expect(document.paths[path]?.['post']).toMatchObject({ description: expect.stringMatching(/\w{3}/) });
  });

  test('refers to no schema that it lacks', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)];
    const missing = names
      .map(([, name = '']) => name)
      .filter((name) => !(name in document.components.schemas));
    expect(missing).toEqual([]);
  });

  test('describes every field, and keeps its rules', () => {
    const bare = Object.entries(document.components.schemas)
      .filter(([name]) => name.startsWith('perennial.'))
      .flatMap(([name, { properties = {} }]) =>
        Object.entries(properties)
          .filter(([, field]) => !field['description'])
          .map(([field]) => `${name}.${field}`),
      );
    expect(bare).toEqual([]);
    const scheme = document.components.schemas['perennial.scoring.v1.GetSchemeRequest'];
    expect(scheme?.properties['schemeId']).toMatchObject({ pattern: '^[a-z0-9_-]{1,63}$' });
  });
});

test('comments are read from declarations, lines joined, under full names', () => {
  const declarations = `
/**
 * A thing
 * of two lines.
 *
 * @generated from message a.v1.Thing
 */
export declare type Thing = Message<"a.v1.Thing"> & {
  /**
   * By name.
   *
   * @generated from field: map<string, int64> by_name = 8;
   */
  byName: { [key: string]: bigint };
};
`;
  expect(Object.fromEntries(parseComments(declarations))).toEqual({
    'a.v1.Thing': 'A thing of two lines.',
    'a.v1.Thing.by_name': 'By name.',
  });
});
