import type { ServiceImpl } from '@connectrpc/connect';
import { type Condition, conditionToMessage, nodesOf } from '@perennial/conditions';
import type {
  PreviewSegmentRequest,
  SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { tenantOf } from '@perennial/runtime';
import { conditionText } from '../condition-forms.ts';
import { refuseCircle } from '../reading/questions.ts';
import { placedUnknownTexts } from '../reading/unknown-texts.ts';
import { basisMessage } from './basis.ts';
import { asOfRequest, type SegmentationContext } from './segmentation-context.ts';
import { unknownTextMessage } from './unknown-text-messages.ts';

export function previewHandlers(
  context: SegmentationContext,
): Pick<ServiceImpl<typeof SegmentationService>, 'previewSegment'> {
  return {
    async previewSegment(request, call) {
      const startedMs = performance.now();
      const tenant = tenantOf(call);
      const reading = await context.readings.open(tenant, request.audience, asOfRequest(context, request));
      const { condition, units } = reading;
      if (request.editedSegmentId !== '')
        await refuseCircle(context, tenant, request.editedSegmentId, condition);
      const counts = await reading.count(call.signal);
      const nodes = nodesOf(condition, units).map(({ path, depth, label, condition: node }) => ({
        ...{ path, depth, label },
        count: BigInt(counts.byPath.get(path) ?? 0),
        missing: hasParts(node) ? [] : [...reading.missingOf(node)],
      }));
      const text = conditionText(condition, units);
      const unknownTexts = placedUnknownTexts(condition, sentText(request) ?? text, reading);
      const { email, sms, push, suppressed, anonymous } = counts.reach;
      return {
        count: BigInt(counts.byPath.get('') ?? 0),
        allCustomers: BigInt(counts.allCustomers),
        nodes,
        reach: {
          email: BigInt(email),
          sms: BigInt(sms),
          push: BigInt(push),
          suppressed: BigInt(suppressed),
          anonymous: BigInt(anonymous),
        },
        text,
        tree: conditionToMessage(condition),
        basis: basisMessage(reading, startedMs),
        unknownTexts: unknownTexts.map(unknownTextMessage),
      };
    },
  };
}

function sentText({ audience }: PreviewSegmentRequest): string | undefined {
  const form = audience?.audience.case === 'condition' ? audience.audience.value.form : undefined;
  return form?.case === 'text' ? form.value : undefined;
}

function hasParts({ kind }: Condition): boolean {
  return kind === 'all' || kind === 'any' || kind === 'not';
}
