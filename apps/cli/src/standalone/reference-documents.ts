import { gatewayProcessSchema } from '@perennial/gateway/process-config';
import { ingestionConfigSchema } from '@perennial/ingestion';
import { ingestionProcessSchema } from '@perennial/ingestion/process-config';
import { predictionProcessSchema } from '@perennial/prediction/process-config';
import { type ConfigSchema, codeName, describeConfig, errorCatalogue } from '@perennial/runtime';
import { scoringProcessSchema } from '@perennial/scoring/process-config';
import { segmentationProcessSchema } from '@perennial/segmentation/process-config';
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
    'Every error carries a `google.rpc.ErrorInfo` with the reason below and the domain `perennial`; branch on the reason, never on the text. A call whose bytes are no message of its type is told by its code alone.',
    'Made by `npm run docs`.',
    '',
    '| reason | code | message | what to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const MODES: readonly { title: string; schemas: readonly ConfigSchema[] }[] = [
  { title: '`perennial up`: everything in one process', schemas: [standaloneSchema, ingestionConfigSchema] },
  { title: 'Cluster: gateway', schemas: [gatewayProcessSchema] },
  { title: 'Cluster: ingestion', schemas: [ingestionProcessSchema] },
  { title: 'Cluster: scoring', schemas: [scoringProcessSchema] },
  { title: 'Cluster: prediction', schemas: [predictionProcessSchema] },
  { title: 'Cluster: segmentation', schemas: [segmentationProcessSchema] },
];

function settingRows(schema: ConfigSchema): string[] {
  return describeConfig(schema, { prefix: PREFIX }).map(
    ({ env, type, defaultValue, description, required }) =>
      `| \`${env}\` | ${cell(type)} | ${required ? 'needed' : cell(defaultValue ?? '')} | ${cell(description)} |`,
  );
}

/** `docs/configuration.md`: every setting of every process. */
export function configurationDocument(): string {
  const sections = MODES.flatMap(({ title, schemas }) => [
    `## ${title}`,
    '',
    '| variable | type | default | meaning |',
    '| --- | --- | --- | --- |',
    ...schemas.flatMap(settingRows),
    '',
  ]);
  return [
    '# Configuration',
    '',
    'Settings come from the environment; a wrong or unknown one stops the start, and all that are wrong are listed at once. Made by `npm run docs`.',
    '',
    ...sections,
  ].join('\n');
}

/** A text that may stand in a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
