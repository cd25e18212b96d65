import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import { nodesOf } from '@perennial/conditions';
import type { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { tenantOf } from '@perennial/runtime';
import { conditionText } from '../condition-forms.ts';
import { basisMessage } from './basis.ts';
import { customerIn } from './customer-in.ts';
import { asOfRequest, type SegmentationContext } from './segmentation-context.ts';
import { verdictMessages } from './verdict-messages.ts';

type Handlers = Pick<ServiceImpl<typeof SegmentationService>, 'explainCustomer' | 'evaluateCustomer'>;

export function explainHandlers(context: SegmentationContext): Handlers {
  return {
    async explainCustomer(request, call) {
      const startedMs = performance.now();
      const asOf = asOfRequest(context, request);
      const reading = await context.readings.open(tenantOf(call), request.audience, asOf);
      const { condition, units } = reading;
      const customer = customerIn(reading.facts, request.customerId);
      const labels = new Map(nodesOf(condition, units).map(({ path, label }) => [path, label]));
      const since = reading.since(customer);
      const until = reading.validUntil(customer);
      return {
        member: reading.isMember(customer),
        nodes: verdictMessages(reading.explain(customer), labels),
        ...(since === undefined ? {} : { since: timestampFromMs(since) }),
        ...(until === undefined ? {} : { validUntil: timestampFromMs(until) }),
        currency: units.currency,
        text: conditionText(condition, units),
        basis: basisMessage(reading, startedMs),
      };
    },
    async evaluateCustomer(request, call) {
      const startedMs = performance.now();
      const asOf = asOfRequest(context, request);
      const reading = await context.readings.open(tenantOf(call), request.audience, asOf);
      const customer = customerIn(reading.facts, request.customerId);
      const until = asOf.knownAt === undefined ? reading.validUntil(customer) : undefined;
      return {
        member: reading.isMember(customer),
        ...(until === undefined ? {} : { validUntil: timestampFromMs(until) }),
        basis: basisMessage(reading, startedMs),
      };
    },
  };
}
