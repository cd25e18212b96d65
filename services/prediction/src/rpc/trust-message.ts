import type { MessageInitShape } from '@bufbuild/protobuf';
import type { TrustSchema } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import type { HoldoutReport } from '../domain/report.ts';
import { trustIn } from '../domain/trust.ts';
import { bandMessage } from './report-message.ts';

/** How far to trust what is said of a customer, and what that rests on. */
export function trustMessage(
  report: HoldoutReport | null,
  churnRisk: number,
): MessageInitShape<typeof TrustSchema> {
  const { word, band } = trustIn(report, churnRisk);
  const auc = report?.auc ?? undefined;
  return {
    word,
    holdoutDays: report?.holdoutDays ?? 0,
    ...(auc === undefined ? {} : { auc }),
    ...(band === undefined ? {} : { band: bandMessage(band) }),
  };
}
