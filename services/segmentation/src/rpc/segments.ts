import type { ServiceImpl } from '@connectrpc/connect';
import {
  type ListSegmentsRequest,
  type SegmentationService,
  SegmentKind,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import type { Definition } from '../definitions/definition.ts';
import { categoryOf } from './ready-made-category.ts';
import { draftOf, segmentMessage } from './segment-messages.ts';
import type { SegmentationContext } from './segmentation-context.ts';

type Handlers = Pick<
  ServiceImpl<typeof SegmentationService>,
  'listSegments' | 'getSegment' | 'createSegment' | 'updateSegment' | 'deleteSegment'
>;

export function segmentHandlers(context: SegmentationContext): Handlers {
  const { segments, unitsOf } = context;
  return {
    async listSegments(request, call) {
      const tenant = tenantOf(call);
      const readyMade = request.kind === SegmentKind.READY_MADE;
      const page = readyMade
        ? await readyMadePage(context, tenant, request)
        : await savedPage(context, tenant, request);
      const { units } = await unitsOf(tenant);
      return {
        segments: page.definitions.map((definition) => segmentMessage(definition, units)),
        nextPageToken: page.nextPageToken,
      };
    },
    async getSegment({ segmentId }, call) {
      const tenant = tenantOf(call);
      const { units } = await unitsOf(tenant);
      return { segment: segmentMessage(await segments.get(tenant, segmentId), units) };
    },
    async createSegment({ segment }, call) {
      if (segment === undefined) return {};
      const tenant = tenantOf(call);
      const { units } = await unitsOf(tenant);
      return { segment: segmentMessage(await segments.create(tenant, draftOf(segment, units)), units) };
    },
    async updateSegment({ segment }, call) {
      if (segment === undefined) return {};
      const tenant = tenantOf(call);
      const { units } = await unitsOf(tenant);
      const saved = await segments.update(tenant, draftOf(segment, units), segment.etag);
      return { segment: segmentMessage(saved, units) };
    },
    async deleteSegment({ segmentId }, call) {
      await segments.remove(tenantOf(call), segmentId);
      return {};
    },
  };
}

interface DefinitionPage {
  definitions: readonly Definition[];
  nextPageToken: string;
}

async function savedPage(
  { segments, pageTokens }: SegmentationContext,
  tenant: string,
  { pageSize, pageToken }: ListSegmentsRequest,
): Promise<DefinitionPage> {
  const scope = { tenant, query: ['ListSegments'] };
  const [afterId = ''] = pageTokens.read(scope, pageToken) ?? [];
  const size = pageSizeOf(pageSize);
  const found = await segments.page(tenant, afterId, size + 1);
  const definitions = found.slice(0, size);
  const last = found.length > size ? definitions.at(-1) : undefined;
  return {
    definitions,
    nextPageToken: pageTokens.write(scope, last === undefined ? null : [last.segmentId]),
  };
}

/** Goes on behind the last one shown; where that has gone meanwhile, at the place where it stood. */
async function readyMadePage(
  { readyMade, pageTokens }: SegmentationContext,
  tenant: string,
  { category: asked, pageSize, pageToken }: ListSegmentsRequest,
): Promise<DefinitionPage> {
  const category = categoryOf(asked);
  const scope = { tenant, query: ['ListSegments', 'ready-made', asked] };
  const all = await readyMade.list(tenant, category);
  const [lastId = '', lastPlace = '-1'] = pageTokens.read(scope, pageToken) ?? [];
  const place = all.findIndex(({ segmentId }) => segmentId === lastId);
  const start = (place === -1 ? Number(lastPlace) : place) + 1;
  const end = start + pageSizeOf(pageSize);
  const definitions = all.slice(start, end);
  const last = end < all.length ? definitions.at(-1) : undefined;
  const position = last === undefined ? null : [last.segmentId, String(end - 1)];
  return { definitions, nextPageToken: pageTokens.write(scope, position) };
}
