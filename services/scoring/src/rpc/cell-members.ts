import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import { wholeDaysBetween } from '@perennial/calendar';
import type {
  RfmMemberSchema,
  ScoringService,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { tenantOf } from '@perennial/runtime';
import {
  CLASSES_OF,
  cellName,
  classNameInCell,
  DIMENSIONS,
  type Dimension,
  NO_CELL,
  NONE,
} from '@perennial/scores';
import { Page } from './pages.ts';
import {
  instantOf,
  oneOf,
  type RfmState,
  rfmAt,
  type ScoringContext,
  timestampText,
} from './scoring-context.ts';

const ORDERS = ['customer_id', 'net_minor', 'orders', 'last_order'] as const;
type MemberOrder = (typeof ORDERS)[number];

export function cellMemberHandlers(
  context: ScoringContext,
): Pick<ServiceImpl<typeof ScoringService>, 'listCellMembers'> {
  return {
    async listCellMembers(request, call) {
      const tenant = tenantOf(call);
      const { recency, frequency, monetary, schemeId } = request;
      const order = oneOf('order_by', request.orderBy, ORDERS);
      const wanted = wantedClasses({ recency, frequency, monetary });
      const page = new Page(context, {
        tenant,
        query: ['ListCellMembers', schemeId, ...Object.values(wanted), order, timestampText(request.at)],
        token: request.pageToken,
        size: request.pageSize,
        atMs: instantOf(context, request.at),
      });
      return await rfmAt(context, tenant, { schemeId, asOf: { at: page.atMs } }, (state) => {
        let total = 0;
        for (const customer of membersOf(state, wanted)) {
          total += 1;
          page.offer({
            key: keyOf(state, customer, order),
            customer,
            id: state.facts.customerIdAt(customer),
          });
        }
        return {
          members: page.rows().map(({ customer }) => memberMessage(state, customer)),
          nextPageToken: page.nextToken(),
          totalCount: BigInt(total),
        };
      });
    },
  };
}

type WantedClasses = Readonly<Record<Dimension, string>>;

function wantedClasses(wanted: WantedClasses): WantedClasses {
  for (const dimension of DIMENSIONS) {
    if (wanted[dimension] !== '') oneOf(dimension, wanted[dimension], [...CLASSES_OF[dimension], NONE]);
  }
  return wanted;
}

/** Customers with an order in the classes asked for; those without one only where a class none is. */
function* membersOf({ cells, facts }: RfmState, wanted: WantedClasses): Generator<number> {
  const isWanted = Array.from({ length: 28 }, (_, cell) =>
    DIMENSIONS.every((dimension) =>
      wanted[dimension] === '' ? cell !== NO_CELL : classNameInCell(cell, dimension) === wanted[dimension],
    ),
  );
  isWanted[NO_CELL] =
    DIMENSIONS.some((dimension) => wanted[dimension] === NONE) &&
    DIMENSIONS.every((dimension) => wanted[dimension] === NONE || wanted[dimension] === '');
  for (let customer = 0; customer < cells.length; customer += 1) {
    const cell = cells[customer] ?? NO_CELL;
    if (isWanted[cell] === true && (cell !== NO_CELL || facts.isActive(customer))) yield customer;
  }
}

function keyOf({ rollups }: RfmState, customer: number, order: MemberOrder): number {
  if (order === 'net_minor') return rollups.monetary.netMinor[customer] ?? 0;
  if (order === 'orders') return rollups.frequency.orderCount[customer] ?? 0;
  return order === 'last_order' ? rollups.ever.lastOrderMs[customer] || 0 : 0;
}

function memberMessage(state: RfmState, customer: number): MessageInitShape<typeof RfmMemberSchema> {
  const { facts, rollups, cells, asOf } = state;
  const lastMs = rollups.ever.lastOrderMs[customer] ?? Number.NaN;
  return {
    customerId: facts.customerIdAt(customer),
    cell: cellName(cells[customer] ?? NO_CELL),
    orders: BigInt(rollups.frequency.orderCount[customer] ?? 0),
    netMinor: BigInt(rollups.monetary.netMinor[customer] ?? 0),
    ...(Number.isNaN(lastMs)
      ? {}
      : {
          firstOrderTime: timestampFromMs(facts.rollupOne(customer, [{}], asOf)[0]?.firstOrderMs ?? lastMs),
          lastOrderTime: timestampFromMs(lastMs),
          daysSinceLastOrder: wholeDaysBetween(lastMs, asOf.at),
        }),
  };
}
