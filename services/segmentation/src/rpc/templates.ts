import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import { conditionToMessage, parseCondition } from '@perennial/conditions';
import type {
  SegmentationService,
  SegmentSchema,
  SegmentTemplateSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { tenantOf } from '@perennial/runtime';
import { conditionText } from '../condition-forms.ts';
import { renderTemplate, TEMPLATES } from '../domain/templates/render.ts';
import type { RenderedSegment, Template } from '../domain/templates/template.ts';
import { segmentationErrors } from '../errors.ts';
import type { MoneyUnits } from '../tenant-units.ts';
import type { SegmentationContext } from './segmentation-context.ts';

type Handlers = Pick<ServiceImpl<typeof SegmentationService>, 'listTemplates' | 'renderTemplate'>;

export function templateHandlers({ unitsOf }: SegmentationContext): Handlers {
  return {
    listTemplates: () => ({ templates: TEMPLATES.map(templateMessage) }),
    async renderTemplate({ templateId, values }, call) {
      const { units } = await unitsOf(tenantOf(call));
      const template = TEMPLATES.find((each) => each.templateId === templateId);
      if (template === undefined) throw segmentationErrors.TEMPLATE_NOT_FOUND({ template_id: templateId });
      const rendered = renderTemplate(template, values, units.currency);
      if ('reason' in rendered) {
        const { name, reason } = rendered;
        throw segmentationErrors.TEMPLATE_VALUE_INVALID(
          { name, reason },
          { fieldViolations: [{ field: `values.${name}`, description: reason }] },
        );
      }
      return { segments: rendered.map((segment) => renderedMessage(templateId, segment, units)) };
    },
  };
}

function templateMessage(template: Template): MessageInitShape<typeof SegmentTemplateSchema> {
  const { templateId, name, description, parameters } = template;
  return {
    ...{ templateId, name, description },
    parameters: parameters.map(({ defaultValue = '', ...parameter }) => ({ ...parameter, defaultValue })),
  };
}

function renderedMessage(
  templateId: string,
  { suffix, name, text }: RenderedSegment,
  units: MoneyUnits,
): MessageInitShape<typeof SegmentSchema> {
  const condition = parseCondition(text, units);
  return {
    segmentId: suffix === '' ? templateId : `${templateId}-${suffix}`,
    name,
    condition: { form: { case: 'tree', value: conditionToMessage(condition) } },
    text: conditionText(condition, units),
  };
}
