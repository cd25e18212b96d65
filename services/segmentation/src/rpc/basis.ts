import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { BasisSchema } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { AsOf } from '@perennial/facts';

/** What an answer stands on, and how long it took since `startedMs` of the performance clock. */
export function basisMessage(
  told: { asOf: AsOf; factsPosition: number; definitionVersion: number },
  startedMs: number,
): MessageInitShape<typeof BasisSchema> {
  const { asOf, factsPosition, definitionVersion } = told;
  return {
    at: timestampFromMs(asOf.at),
    ...(asOf.knownAt === undefined ? {} : { knownAt: timestampFromMs(asOf.knownAt) }),
    factsPosition: BigInt(factsPosition),
    definitionVersion: BigInt(definitionVersion),
    tookMs: performance.now() - startedMs,
  };
}
