import type { MessageInitShape } from '@bufbuild/protobuf';
import type {
  BandOutcomeSchema,
  BaselineSchema,
  CountErrorsSchema,
  ReportSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/report_pb';
import { dateText } from '@perennial/forecasts';
import { bandName } from '../domain/bands.ts';
import type { BandOutcome, BaselineOutcome, HoldoutReport, SavedErrors } from '../domain/report.ts';

export function reportMessage(report: HoldoutReport): MessageInitShape<typeof ReportSchema> {
  const { auc, brier, paretoLead, challengerLead } = report;
  return {
    observedUntil: dateText(report.observedUntilDay),
    holdoutDays: report.holdoutDays,
    customers: BigInt(report.customers),
    buyers: BigInt(report.buyers),
    seasonFactor: report.seasonFactor,
    errors: errorsMessage(report.errors),
    ...(auc === null ? {} : { auc }),
    ...(brier === null ? {} : { brier }),
    reliability: report.reliability.map((bin) => ({ ...bin, customers: BigInt(bin.customers) })),
    bands: report.bands.map(bandMessage),
    byFrequency: report.byFrequency.map(({ repeatCount, customers, ...group }) => ({
      ...group,
      repeatPurchases: repeatCount,
      customers: BigInt(customers),
    })),
    weeks: report.weeks.map(({ endDay, actualRepeats, expectedRepeats }) => ({
      endDate: dateText(endDay),
      actualRepeats: BigInt(actualRepeats),
      expectedRepeats,
    })),
    baselines: report.baselines.map(baselineMessage),
    ...(paretoLead === null ? {} : { paretoLead }),
    ...(challengerLead === null ? {} : { challengerLead }),
  };
}

export function bandMessage(outcome: BandOutcome): MessageInitShape<typeof BandOutcomeSchema> {
  return { ...outcome, band: bandName(outcome.band), customers: BigInt(outcome.customers) };
}

function baselineMessage({ name, auc, errors }: BaselineOutcome): MessageInitShape<typeof BaselineSchema> {
  return {
    name,
    ...(auc === null ? {} : { auc }),
    ...(errors === null ? {} : { errors: errorsMessage(errors) }),
  };
}

function errorsMessage(errors: SavedErrors): MessageInitShape<typeof CountErrorsSchema> {
  const { meanAbsolute, rootMeanSquare, predictedTotal, actualTotal, predictedOverActual } = errors;
  return {
    ...{ meanAbsolute, rootMeanSquare, predictedTotal, actualTotal },
    ...(predictedOverActual === null ? {} : { predictedOverActual }),
  };
}
