import { channelOfSource } from '@perennial/channel-choice';
import { type EventView, isHit, type OrderView, VISIT_GAP_MS, type Visit, visitsOf } from '@perennial/facts';

const DIRECT = 'direct';
/** Nobody reaches a shop in town by a link. */
const IN_STORE = 'store';

/**
 * By what a customer's orders came (SRC-2): the source that an order shows itself, else that of the visit it falls into, else direct, or `store`
 * for one made in a stationary store. @param events the customer's, in order of time
 */
export function orderOrigins(events: readonly EventView[]): (order: OrderView) => string {
  const hits = events
    .filter(({ type }) => isHit(type))
    .map((event) => ({
      ...event,
      sourceClass: event.source.sourceClass,
      sourceKey: JSON.stringify(event.source),
    }));
  const visits = visitsOf(hits);
  return (order) => {
    const own = channelOfSource(order.source);
    if (own !== '' && own !== DIRECT) return own;
    const visit = visitAt(visits, order.timeMs);
    if (visit !== undefined) return channelOfSource(visit.hits[0].source) || DIRECT;
    return own === '' && order.storeKind === 'stationary' ? IN_STORE : DIRECT;
  };
}

/** The latest that began by then and whose last hit is at most 30 minutes past. */
function visitAt<V extends Visit>(visits: readonly V[], timeMs: number): V | undefined {
  const begun = visits.findLast(({ startMs }) => startMs <= timeMs);
  return begun !== undefined && timeMs <= begun.endMs + VISIT_GAP_MS ? begun : undefined;
}
