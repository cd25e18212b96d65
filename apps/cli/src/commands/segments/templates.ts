import {
  ListTemplatesResponseSchema,
  RenderTemplateResponseSchema,
  SegmentationService,
  type TemplateParameter,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';

function placeText({ name, description, defaultValue }: TemplateParameter): string {
  return `  ${name}: ${description}${defaultValue === '' ? '' : ` (default ${defaultValue})`}`;
}

/** Lists the use cases with their places. */
export const listTemplates: Command<object> = async ({ connection, terminal, signal }) => {
  const answer = await connection.client(SegmentationService).listTemplates({}, { signal });
  if (terminal.json) {
    writeJson(terminal, ListTemplatesResponseSchema, answer);
    return EXIT.ok;
  }
  for (const { templateId, name, description, parameters } of answer.templates) {
    terminal.out(`${terminal.colors.bold(templateId)}  ${name}\n  ${terminal.colors.dim(description)}`);
    for (const parameter of parameters) terminal.out(placeText(parameter));
  }
  return EXIT.ok;
};

export interface RenderOptions {
  templateId: string;
  values: Record<string, string>;
  /** Saves the segments, too. */
  save?: boolean;
}

/** Fills a use case in; saves what it makes where asked. */
export const renderTemplate: Command<RenderOptions> = async (context, { templateId, values, save }) => {
  const { connection, terminal, signal } = context;
  const client = connection.client(SegmentationService);
  const answer = await client.renderTemplate({ templateId, values }, { signal });
  if (save) for (const segment of answer.segments) await client.createSegment({ segment }, { signal });
  if (terminal.json) {
    writeJson(terminal, RenderTemplateResponseSchema, answer);
    return EXIT.ok;
  }
  const columns = ['segment', 'name', 'condition'].map((title) => ({ title }));
  const rows = answer.segments.map(({ segmentId, name, text }) => [segmentId, name, text]);
  terminal.out(renderTable(terminal, columns, rows));
  if (save) terminal.out(terminal.colors.dim('saved'));
  return EXIT.ok;
};
