import { fromBinary, type JsonValue } from '@bufbuild/protobuf';
import type { EventEnvelope } from '@perennial/contracts';
import {
  BehaviourRecordedSchema,
  ConsentChangedSchema,
  CustomerIdentifiedSchema,
  IdentityMovedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import type { AttributeValue, EventRecord, FactRecord } from '../record.ts';
import { customerFact, customerIdOf, nodeText } from './envelope-facts.ts';
import { sourceOfMessage } from './shop-words.ts';
import { withoutLastField } from './without-last-field.ts';

/** May hold anything, and no fact. */
const PROPERTIES = BehaviourRecordedSchema.field.properties.number;

/** Deeper traits are kept as JSON text. */
const MAX_TRAIT_DEPTH = 4;

export function behaviourRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const behaviour = fromBinary(BehaviourRecordedSchema, withoutLastField(data, PROPERTIES));
  const event: EventRecord = {
    kind: 'event',
    ...customerFact(envelope, behaviour.node),
    type: behaviour.name,
    source: sourceOfMessage(behaviour.source),
    productId: behaviour.productId,
    page: behaviour.pagePath,
    query: behaviour.query,
    durationMs: Number(behaviour.durationMs),
  };
  return [event];
}

/** Nested traits become `address.city`. */
export function identifiedRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const { node, traits } = fromBinary(CustomerIdentifiedSchema, data);
  const values = Object.fromEntries(flattened(traits ?? {}, '', 1));
  return [{ kind: 'attributes', ...customerFact(envelope, node), values }];
}

/** Consent is the attribute `consent.<channel>.<topic>`. */
export function consentRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const { node, consent } = fromBinary(ConsentChangedSchema, data);
  if (consent === undefined) throw new RangeError('consent_changed without a consent');
  const values = { [`consent.${consent.channel}.${consent.topic}`]: consent.granted };
  return [{ kind: 'attributes', ...customerFact(envelope, node), values }];
}

export function movedRecords(_envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const { node, fromCustomerId, toCustomerId, generation } = fromBinary(IdentityMovedSchema, data);
  return [
    {
      kind: 'node-moved',
      fromCustomerId: customerIdOf(fromCustomerId),
      toCustomerId: customerIdOf(toCustomerId),
      node: nodeText(node),
      generation: Number(generation),
    },
  ];
}

function flattened(
  traits: Record<string, JsonValue>,
  prefix: string,
  depth: number,
): [string, AttributeValue][] {
  return Object.entries(traits).flatMap(([name, value]): [string, AttributeValue][] => {
    if (value === null || typeof value !== 'object') return [[prefix + name, value]];
    if (Array.isArray(value) || depth >= MAX_TRAIT_DEPTH) return [[prefix + name, JSON.stringify(value)]];
    return flattened(value, `${prefix}${name}.`, depth + 1);
  });
}
