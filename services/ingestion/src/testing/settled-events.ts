import type { JsonObject, JsonValue } from '@bufbuild/protobuf';
import type { ReadEvent } from './read-events.ts';

/** An event as it stands after all moves and versions. */
export interface SettledEvent {
  customer: string;
  payload: JsonValue;
}

function object(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function nodeOf(event: ReadEvent): string {
  const { kind, value } = object(object(event.payload)['node']);
  return `${String(kind)}:${String(value)}`;
}

function ownersByNode(events: readonly ReadEvent[]): Map<string, string> {
  const owners = new Map<string, { generation: number; to: string }>();
  for (const event of events.filter(({ name }) => name === 'identity_moved')) {
    const payload = object(event.payload);
    const generation = Number(payload['generation']);
    if (generation > (owners.get(nodeOf(event))?.generation ?? 0))
      owners.set(nodeOf(event), { generation, to: String(payload['toCustomerId']) });
  }
  return new Map([...owners].map(([node, { to }]) => [node, to]));
}

/** Of a refund or a cancellation all tellings count as one, the newest. */
function keyOf(event: ReadEvent): string {
  const { refundId, orderId } = object(event.payload);
  if (event.name === 'order_refunded') return `refund ${String(refundId)}`;
  if (event.name === 'order_cancelled') return `cancellation ${String(orderId)}`;
  return event.id;
}

/** What a reader of EVENTS ends with: each event once, under who owns its node now, in its newest version. */
export function settledEvents(events: readonly ReadEvent[]): Record<string, SettledEvent> {
  const owners = ownersByNode(events);
  const settled = new Map<string, SettledEvent & { updated: string }>();
  for (const event of events.filter(({ name }) => name !== 'identity_moved')) {
    const updated = String(object(event.payload)['updatedTime'] ?? '');
    const known = settled.get(keyOf(event));
    if (known !== undefined && known.updated > updated) continue;
    const customer = owners.get(nodeOf(event)) ?? event.partitionKey;
    settled.set(keyOf(event), { customer, payload: event.payload, updated });
  }
  const sorted = [...settled].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, { customer, payload }]) => [key, { customer, payload }]));
}
