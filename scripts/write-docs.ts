import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationDocument, errorsDocument } from '../apps/cli/src/standalone/reference-documents.ts';
import '../apps/cli/src/standalone/start-standalone.ts';

/** Writes the documents that are made from code. A test fails while they are out of date. */
const docs = join(import.meta.dirname, '..', 'docs');
writeFileSync(join(docs, 'errors.md'), errorsDocument());
writeFileSync(join(docs, 'configuration.md'), configurationDocument());
