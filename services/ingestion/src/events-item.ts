import { create, toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  BehaviourRecordedSchema,
  ConsentChangedSchema,
  CustomerIdentifiedSchema,
  IdentityMovedSchema,
  ProductUpdatedSchema,
  StoreUpdatedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import type { NodeMove } from './domain/identity-graph.ts';
import type { NodeKey } from './domain/identity-node.ts';
import type {
  BehaviourFact,
  ConsentFact,
  IdentifyFact,
  ProductFact,
  StoreFact,
} from './domain/intake-item.ts';
import { nodeMessage, storeMessage } from './events-order.ts';
import { sourceMessage } from './events-source.ts';
import { structField } from './struct-bytes.ts';

/** Readers that need no free properties cut the last field off: these stand last in their messages. */
const TRAITS = CustomerIdentifiedSchema.field.traits.number;
const PROPERTIES = BehaviourRecordedSchema.field.properties.number;

export function customerIdentified(node: NodeKey, fact: IdentifyFact): Uint8Array {
  const message = create(CustomerIdentifiedSchema, { node: nodeMessage(node) });
  return Buffer.concat([toBinary(CustomerIdentifiedSchema, message), structField(TRAITS, fact.traits)]);
}

export function behaviourRecorded(
  node: NodeKey,
  fact: BehaviourFact,
  productId: string | undefined,
): Uint8Array {
  const { kind: _kind, productIds: _all, durationMs, source, properties, ...plain } = fact;
  const message = create(BehaviourRecordedSchema, {
    ...plain,
    node: nodeMessage(node),
    ...(productId === undefined ? {} : { productId }),
    ...(durationMs === undefined ? {} : { durationMs: BigInt(durationMs) }),
    ...(source === undefined ? {} : { source: sourceMessage(source) }),
  });
  return Buffer.concat([toBinary(BehaviourRecordedSchema, message), structField(PROPERTIES, properties)]);
}

export function consentChanged(node: NodeKey, fact: ConsentFact, timeMs: number): Uint8Array {
  const { kind: _kind, ...plain } = fact;
  const consent = { ...plain, time: timestampFromMs(timeMs) };
  return toBinary(ConsentChangedSchema, create(ConsentChangedSchema, { node: nodeMessage(node), consent }));
}

export function identityMoved(move: NodeMove): Uint8Array {
  const message = create(IdentityMovedSchema, {
    node: nodeMessage(move.node),
    fromCustomerId: move.from,
    toCustomerId: move.to,
    generation: BigInt(move.generation),
  });
  return toBinary(IdentityMovedSchema, message);
}

export function productUpdated(fact: ProductFact): Uint8Array {
  const { kind: _kind, priceMinor, listPriceMinor, costMinor, currency, converted, ...plain } = fact;
  const money = (minor: number) => ({ minor: BigInt(minor), currency });
  const product = {
    ...plain,
    ...(priceMinor === undefined ? {} : { price: money(priceMinor) }),
    ...(listPriceMinor === undefined ? {} : { listPrice: money(listPriceMinor) }),
    ...(costMinor === undefined ? {} : { cost: money(costMinor) }),
  };
  return toBinary(ProductUpdatedSchema, create(ProductUpdatedSchema, { product, converted }));
}

export function storeUpdated(fact: StoreFact): Uint8Array {
  return toBinary(StoreUpdatedSchema, create(StoreUpdatedSchema, { store: storeMessage(fact.store) }));
}
