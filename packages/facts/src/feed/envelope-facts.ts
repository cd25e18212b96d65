import type { EventEnvelope } from '@perennial/contracts';
import { originalEventId } from '@perennial/contracts';
import type { IdentityNode } from '@perennial/contracts/gen/perennial/events/v1/events_pb';

/** Partition key under which ingestion publishes orders without any identity. */
const GUEST_KEY = 'guest';

/** Our customer id for a partition key: `''` for guests. */
export function customerIdOf(partitionKey: string): string {
  return partitionKey === GUEST_KEY ? '' : partitionKey;
}

export function nodeText(node: IdentityNode | undefined): string {
  return node === undefined ? '' : `${node.kind}:${node.value}`;
}

/** Key of an order or a refund, unique in the tenant. */
export function shopKey(sourceSystem: string, id: string): string {
  return `${sourceSystem}|${id}`;
}

/** What every customer's fact takes from its envelope. A published-again event keeps the id it had first. */
export function customerFact(
  envelope: EventEnvelope,
  node: IdentityNode | undefined,
): { customerId: string; node: string; time: number; recordedTime: number; eventId: string } {
  return {
    customerId: customerIdOf(envelope.partitionKey),
    node: nodeText(node),
    time: envelope.timeMs,
    recordedTime: envelope.recordedTimeMs,
    eventId: originalEventId(envelope.id),
  };
}
