import type { ServiceImpl } from '@connectrpc/connect';
import type { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { AsOf } from '@perennial/facts';
import { tenantOf } from '@perennial/runtime';
import { conditionOf } from '../condition-forms.ts';
import type { MemberList } from '../reading/member-lists.ts';
import { refuseCircle } from '../reading/questions.ts';
import { basisMessage } from './basis.ts';
import { memberPage } from './member-page.ts';
import type { SegmentationContext } from './segmentation-context.ts';

/** Key of who leaves in the list of both; who enters comes first. */
const LEAVES = 0;
const ENTERS = 1;

export function diffHandlers(
  context: SegmentationContext,
): Pick<ServiceImpl<typeof SegmentationService>, 'diffEdit'> {
  return {
    async diffEdit(request, call) {
      const startedMs = performance.now();
      const tenant = tenantOf(call);
      const { segmentId, pageSize: size, pageToken: token } = request;
      const { condition: saved, version, etag } = await context.segments.get(tenant, segmentId);
      const { units } = await context.unitsOf(tenant);
      const edited = conditionOf(request.condition, units, 'condition');
      await refuseCircle(context, tenant, segmentId, edited);
      const question = (condition: typeof saved) => ({ condition, definitionVersion: version });
      const reading = await context.readings.of(tenant, question(edited), { at: context.now() });
      const differenceAt = async (asOf: AsOf): Promise<MemberList> => {
        const before = await context.readings.of(tenant, question(saved), asOf);
        const after = await context.readings.of(tenant, question(edited), asOf);
        return { asOf, ...difference(await before.members(call.signal), await after.members(call.signal)) };
      };
      const page = await memberPage(context, {
        tenant,
        query: ['DiffEdit', segmentId, etag, JSON.stringify(edited)],
        ...{ token, size },
        facts: reading.facts,
        make: (again) => differenceAt(again ?? reading.asOf),
      });
      const entering = page.list.keys.reduce((sum, key) => sum + (key === ENTERS ? 1 : 0), 0);
      return {
        entering: BigInt(entering),
        leaving: BigInt(page.list.keys.length - entering),
        staying: BigInt(page.list.unlisted),
        members: page.rows.map(({ customerId, key }) => ({ customerId, enters: key === ENTERS })),
        nextPageToken: page.nextPageToken,
        basis: basisMessage({ ...reading, asOf: page.list.asOf }, startedMs),
      };
    },
  };
}

function difference(before: Uint32Array, after: Uint32Array): Omit<MemberList, 'asOf'> {
  const was = new Set(before);
  const is = new Set(after);
  const leaving = before.filter((customer) => !is.has(customer));
  const entering = after.filter((customer) => !was.has(customer));
  const customers = Uint32Array.from([...entering, ...leaving]);
  const keys = Float64Array.from(customers, (_, place) => (place < entering.length ? ENTERS : LEAVES));
  return { customers, keys, unlisted: after.length - entering.length };
}
