import { ingestionConfigSchema } from '@perennial/ingestion';
import { codeName, describeConfig, errorCatalogue } from '@perennial/runtime';
import { standaloneSchema } from './standalone-config.ts';

const PREFIX = 'PERENNIAL_';

/** `docs/errors.md`: every reason that any part of the product may give. The composition loads every catalogue. */
export function errorsDocument(): string {
  const rows = [...errorCatalogue()]
    .sort((a, b) => (a.reason < b.reason ? -1 : 1))
    .map(
      ({ reason, code, message, fix }) =>
        `| \`${reason}\` | ${codeName(code)} | ${cell(message)} | ${cell(fix)} |`,
    );
  return [
    '# Errors',
    '',
    'Every error carries a `google.rpc.ErrorInfo` with the reason below and the domain `perennial`; branch on the reason, never on the text.',
    'Made by `npm run docs`.',
    '',
    '| reason | code | message | what to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** `docs/configuration.md`: every setting of the standalone mode. */
export function configurationDocument(): string {
  const settings = [standaloneSchema, ingestionConfigSchema].flatMap((schema) =>
    describeConfig(schema, { prefix: PREFIX }),
  );
  const rows = settings.map(
    ({ env, type, defaultValue, description }) =>
      `| \`${env}\` | ${cell(type)} | ${cell(defaultValue ?? '')} | ${cell(description)} |`,
  );
  return [
    '# Configuration',
    '',
    'Settings come from the environment; a wrong or unknown one stops the start, and all that are wrong are listed at once. Made by `npm run docs`.',
    '',
    '| variable | type | default | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** A text that may stand in a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
