import { create, toBinary } from '@bufbuild/protobuf';
import type { OutgoingMessage } from '@perennial/bus';
import {
  SegmentEnteredSchema,
  SegmentExitedSchema,
} from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { changeMessage, originFields } from '@perennial/live';
import { type Transition, transitionId } from '@perennial/segments';

const SOURCE = '/perennial/segmentation';

/** The message in CHANGES that tells a transition. */
export function transitionMessage(tenant: string, transition: Transition): OutgoingMessage {
  const { kind, customerId, origin } = transition;
  const id = transitionId(transition);
  return changeMessage({ tenant, source: SOURCE, kind, id, customerId, origin }, payload(transition));
}

function payload({ kind, segmentId, version, customerId, origin }: Transition): Uint8Array {
  const fields = {
    ...originFields(customerId, origin),
    segmentId,
    definitionVersion: BigInt(version),
  };
  return kind === 'segment_entered'
    ? toBinary(SegmentEnteredSchema, create(SegmentEnteredSchema, fields))
    : toBinary(SegmentExitedSchema, create(SegmentExitedSchema, fields));
}
