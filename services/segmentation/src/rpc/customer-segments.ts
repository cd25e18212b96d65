import { setImmediate as turn } from 'node:timers/promises';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import {
  type CustomerSegmentSchema,
  type ListCustomerSegmentsRequest,
  type SegmentationService,
  SegmentKind,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import { conditionText } from '../condition-forms.ts';
import type { Definition } from '../definitions/definition.ts';
import { MAX_SEGMENTS } from '../definitions/segment-catalogue.ts';
import { type OwnSegment, openCustomerSegments } from '../reading/customer-segments.ts';
import type { MoneyUnits } from '../tenant-units.ts';
import { basisMessage } from './basis.ts';
import { customerIn } from './customer-in.ts';
import { categoryOf } from './ready-made-category.ts';
import { asOfRequest, type SegmentationContext, timestampText } from './segmentation-context.ts';

export function customerSegmentHandlers(
  context: SegmentationContext,
): Pick<ServiceImpl<typeof SegmentationService>, 'listCustomerSegments'> {
  const { pageTokens, readings } = context;
  return {
    async listCustomerSegments(request, call) {
      const startedMs = performance.now();
      const tenant = tenantOf(call);
      const { customerId, kind, category, pageSize, pageToken } = request;
      const scope = {
        tenant,
        query: ['ListCustomerSegments', customerId, String(kind), category, timestampText(request.at)],
      };
      const [afterId = '', firstAtMs] = pageTokens.read(scope, pageToken) ?? [];
      const asOf =
        firstAtMs === undefined ? asOfRequest(context, { at: request.at }) : { at: Number(firstAtMs) };
      const asked = await askedDefinitions(context, tenant, request);
      const segments = await openCustomerSegments(readings, tenant, asked);
      const { opened, missing, brokenIds } = segments;
      const customer = customerIn(opened.facts, customerId);
      const own = segments.of(customer, asOf.at);
      const behind = own.filter(({ segmentId }) => segmentId > afterId);
      const shown = behind.slice(0, pageSizeOf(pageSize));
      const rows: OwnSegment[] = [];
      for (const definition of shown) {
        rows.push(segments.times(definition, customer, asOf.at));
        await turn(undefined, { signal: call.signal });
      }
      const last = behind.length > shown.length ? shown.at(-1) : undefined;
      return {
        segments: rows.map((row) => ownMessage(row, opened.units)),
        nextPageToken: pageTokens.write(scope, last === undefined ? null : [last.segmentId, String(asOf.at)]),
        totalCount: own.length,
        askedCount: asked.length,
        brokenSegmentIds: [...brokenIds],
        basis: basisMessage({ ...opened, asOf, missing, definitionVersion: 0 }, startedMs),
      };
    },
  };
}

async function askedDefinitions(
  { segments, readyMade }: SegmentationContext,
  tenant: string,
  { kind, category }: ListCustomerSegmentsRequest,
): Promise<readonly Definition[]> {
  if (kind !== SegmentKind.READY_MADE) return await segments.page(tenant, '', MAX_SEGMENTS);
  return await readyMade.list(tenant, categoryOf(category));
}

function ownMessage(
  { definition, sinceMs, untilMs }: OwnSegment,
  units: MoneyUnits,
): MessageInitShape<typeof CustomerSegmentSchema> {
  const { segmentId, name, description, condition } = definition;
  return {
    ...{ segmentId, name, description },
    text: conditionText(condition, units),
    ...(sinceMs === undefined ? {} : { since: timestampFromMs(sinceMs) }),
    ...(untilMs === undefined ? {} : { validUntil: timestampFromMs(untilMs) }),
  };
}
