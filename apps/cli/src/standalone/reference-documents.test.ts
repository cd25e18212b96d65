import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { errorCatalogue } from '@perennial/runtime';
import { configurationDocument, errorsDocument } from './reference-documents.ts';
import './start-standalone.ts';

const DOCS = join(import.meta.dirname, '..', '..', '..', '..', 'docs');
const read = (name: string): string => readFileSync(join(DOCS, name), 'utf8');

test('docs/errors.md holds every reason of every catalogue as it is (npm run docs writes it)', () => {
  expect(read('errors.md')).toBe(errorsDocument());
  expect(errorCatalogue().map(({ reason }) => reason)).toEqual(
    expect.arrayContaining([
      'CUSTOMER_NOT_FOUND',
      'ORDER_CURRENCY_WITHOUT_RATE',
      'PAGE_TOKEN_INVALID',
      'DEAD_LETTER_NOT_FOUND',
    ]),
  );
});

test('docs/configuration.md holds every setting as it is (npm run docs writes it)', () => {
  expect(read('configuration.md')).toBe(configurationDocument());
});
