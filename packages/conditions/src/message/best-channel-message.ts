import type { MessageInitShape } from '@bufbuild/protobuf';
import type {
  BestChannelCondition,
  BestChannelConditionSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { BestChannelLeaf } from '../tree/best-channel.ts';
import type { MessagePlace } from './message-place.ts';

export function bestChannelToMessage({
  test,
}: BestChannelLeaf): MessageInitShape<typeof BestChannelConditionSchema> {
  return test.op === 'in'
    ? { test: { case: 'in', value: { values: [...test.values] } } }
    : { test: { case: 'set', value: test.op === 'set' } };
}

/** Undefined, and reported, where no test is set. */
export function bestChannelOf(
  { test }: BestChannelCondition,
  place: MessagePlace,
): BestChannelLeaf | undefined {
  switch (test.case) {
    case 'in':
      return { kind: 'channel', test: { op: 'in', values: test.value.values } };
    case 'set':
      return { kind: 'channel', test: { op: test.value ? 'set' : 'unset' } };
    default:
      place.missing('The test of the channel');
      return undefined;
  }
}
