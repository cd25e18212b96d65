import type { ServiceImpl } from '@connectrpc/connect';
import type {
  SegmentationService,
  SegmentGroup,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import type { GroupDraft } from '../definitions/group-catalogue.ts';
import { groupMessage } from './segment-messages.ts';
import type { SegmentationContext } from './segmentation-context.ts';

type Handlers = Pick<
  ServiceImpl<typeof SegmentationService>,
  'listGroups' | 'getGroup' | 'createGroup' | 'updateGroup' | 'deleteGroup'
>;

export function groupHandlers({ groups, pageTokens }: SegmentationContext): Handlers {
  return {
    async listGroups({ pageSize, pageToken }, call) {
      const tenant = tenantOf(call);
      const scope = { tenant, query: ['ListGroups'] };
      const [afterId = ''] = pageTokens.read(scope, pageToken) ?? [];
      const behind = (await groups.list(tenant)).filter(({ groupId }) => groupId > afterId);
      const page = behind.slice(0, pageSizeOf(pageSize));
      const last = behind.length > page.length ? page.at(-1) : undefined;
      return {
        groups: page.map(groupMessage),
        nextPageToken: pageTokens.write(scope, last === undefined ? null : [last.groupId]),
      };
    },
    async getGroup({ groupId }, call) {
      return { group: groupMessage(await groups.get(tenantOf(call), groupId)) };
    },
    async createGroup({ group }, call) {
      if (group === undefined) return {};
      return { group: groupMessage(await groups.create(tenantOf(call), groupDraft(group))) };
    },
    async updateGroup({ group }, call) {
      if (group === undefined) return {};
      return { group: groupMessage(await groups.update(tenantOf(call), groupDraft(group), group.etag)) };
    },
    async deleteGroup({ groupId }, call) {
      await groups.remove(tenantOf(call), groupId);
      return {};
    },
  };
}

function groupDraft({ groupId, name, segmentIds }: SegmentGroup): GroupDraft {
  return { groupId, name, segmentIds };
}
