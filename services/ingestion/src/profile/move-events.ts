import type { CustomerState } from './customer-state.ts';
import { withMove } from './domain/customer-profile.ts';
import { nodeKey } from './domain/identity-node.ts';
import { type NodeOwner, ownerOf } from './domain/node-owner.ts';
import type { CustomerNews, MoveNews } from './incoming-event.ts';
import type { States } from './load-customers.ts';
import type { ProfileStores } from './profile-stores.ts';
import type { Departure } from './republish.ts';

/** Records all moves first; then the events of each node that is elsewhere now leave. */
export async function applyMoves(
  stores: ProfileStores,
  tenant: string,
  states: States,
  moves: readonly MoveNews[],
): Promise<{ departures: Departure[]; customers: Set<string> }> {
  const changed = new Map<string, MoveNews>();
  for (const move of moves) {
    const state = states.get(move.customerId);
    if (state !== undefined && recordMove(state, move.moved))
      changed.set(`${move.customerId}|${nodeKey(move.moved)}`, move);
  }
  const departures: Departure[] = [];
  const customers = new Set<string>();
  for (const { customerId, moved } of changed.values()) {
    const owner = ownerOf(states.get(customerId)?.fold.profile.owners ?? [], moved);
    if (owner === undefined || owner.customerId === customerId) continue;
    customers.add(customerId);
    const documents = await stores.events.ofNode(tenant, customerId, moved);
    departures.push(...documents.map((document) => ({ document, owner })));
  }
  return { departures, customers };
}

/** False for a move that is known or out of date. */
function recordMove(state: CustomerState, moved: NodeOwner): boolean {
  const { owners } = state.fold.profile;
  state.fold.profile = { ...withMove(state.fold.profile, state.customerId, moved) };
  return state.fold.profile.owners !== owners;
}

/** Parts the events that stay from those whose node has left already. */
export function route(
  states: States,
  events: readonly CustomerNews[],
): { kept: CustomerNews[]; late: Departure[] } {
  const kept: CustomerNews[] = [];
  const late: Departure[] = [];
  for (const item of events) {
    const state = states.get(item.customerId);
    if (state === undefined) continue;
    const owner = ownerOf(state.fold.profile.owners, item.event.node);
    if (owner !== undefined && owner.customerId !== item.customerId && item.generation <= owner.generation) {
      late.push({ document: item.document, owner });
    } else {
      // An event that a move sent here proves that move, which may still be on its way.
      if (item.generation > 0)
        recordMove(state, { ...item.event.node, customerId: item.customerId, generation: item.generation });
      kept.push(item);
    }
  }
  return { kept, late };
}
