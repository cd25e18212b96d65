import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { BasisSchema } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { AsOf } from '@perennial/facts';
import type { MissingSource } from '../domain/missing-sources.ts';

export interface ToldBasis {
  asOf: AsOf;
  factsPosition: number;
  definitionVersion: number;
  missing: readonly MissingSource[];
}

const FIXES: Readonly<Record<MissingSource, string>> = {
  model: 'Train a model with TrainModel or `perennial predict train`; it is trained each night, too.',
  spend_model: 'Wait until more customers came back and spent, and train again.',
  channel_model:
    'Train a model with TrainModel or `perennial predict train`: that of channels is made along.',
  groups: 'Learn them with a training, or by asking for them with `perennial recommend groups`.',
};

/** What an answer stands on, and how long it took since `startedMs` of the performance clock. */
export function basisMessage(told: ToldBasis, startedMs: number): MessageInitShape<typeof BasisSchema> {
  const { asOf, factsPosition, definitionVersion, missing } = told;
  return {
    at: timestampFromMs(asOf.at),
    ...(asOf.knownAt === undefined ? {} : { knownAt: timestampFromMs(asOf.knownAt) }),
    factsPosition: BigInt(factsPosition),
    definitionVersion: BigInt(definitionVersion),
    tookMs: performance.now() - startedMs,
    missing: missing.map((what) => ({ what, fix: FIXES[what] })),
  };
}
