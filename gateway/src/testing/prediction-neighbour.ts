import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, type ServiceImpl } from '@connectrpc/connect';
import type { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';

const DAY_MS = 86_400_000;
const BANDS = ['small', 'medium', 'high', 'very_high'];
const TERMS = { purchaseHorizonDays: 30, churnHorizonDays: 90, valueHorizonDays: 365 };

function model(version: number, inForce: number) {
  return {
    ...{ version, name: 'mbg_nbd', customers: 2_000n, auc: 0.82, predictedOverActual: 0.97 },
    ...{ inForce: version === inForce, pinned: version === inForce },
    trainTime: timestampFromMs(Date.UTC(2026, 0, version)),
  };
}

const dayText = (week: number) =>
  new Date(Date.UTC(2025, 0, 5) + week * 7 * DAY_MS).toISOString().slice(0, 10);

function report(auc: number) {
  const errors = { meanAbsolute: 0.5, rootMeanSquare: 1.2, predictedTotal: 970, actualTotal: 1_000 };
  return {
    ...{ observedUntil: dayText(30), holdoutDays: 90, customers: 2_000n, buyers: 500n, seasonFactor: 1.1 },
    errors: { ...errors, predictedOverActual: 0.97 },
    auc: { value: auc, low: auc - 0.02, high: auc + 0.02 },
    brier: { score: 0.15, reliability: 0.002, resolution: 0.04, uncertainty: 0.188, withinBins: 0 },
    reliability: Array.from({ length: 10 }, (_, bin) => ({
      ...{ from: bin / 10, to: (bin + 1) / 10, customers: BigInt(10 * bin) },
      ...{ meanPredicted: (bin + 0.5) / 10, shareBought: (bin + 0.7) / 10 },
    })),
    bands: BANDS.map((band, place) => ({
      ...{ band, customers: 500n, meanPredicted: 0.2 + place / 5, shareChurned: 0.25 + place / 5 },
    })),
    byFrequency: Array.from({ length: 8 }, (_, repeats) => ({
      ...{ repeatPurchases: repeats, andMore: repeats === 7, customers: 250n },
      ...{ meanPredicted: 0.3 * repeats, meanActual: 0.32 * repeats },
    })),
    weeks: Array.from({ length: 44 }, (_, week) => ({
      ...{ endDate: dayText(week), actualRepeats: BigInt(20 * week), expectedRepeats: 19.5 * week },
    })),
    baselines: [
      { name: 'recency', auc: 0.75 },
      { name: 'own_rate', auc: 0.7, errors: { ...errors, predictedOverActual: 1.4 } },
    ],
  };
}

/**
 * Prediction as a neighbour: three versions, the first of them held by a roll-back; `c-1` has predictions, others too few purchases. Version 3
 * cannot be put in force.
 */
export function predictionNeighbour(): Partial<ServiceImpl<typeof PredictionService>> {
  let inForce = 1;
  return {
    listModels: () => ({ models: [3, 2, 1].map((version) => model(version, inForce)) }),
    rollBackModel: ({ version }) => {
      if (version === 3) throw new ConnectError('version 3 has gone', Code.NotFound);
      inForce = version;
      return { model: model(version, inForce) };
    },
    getReport: ({ version }) => {
      if (version > 3) throw new ConnectError(`there is no version ${version}`, Code.NotFound);
      if (version === 3) return { version, missing: [{ what: 'holdout_weeks', have: 4, need: 12 }] };
      const shown = version || inForce;
      return { version: shown, report: report(shown === 1 ? 0.82 : 0.75) };
    },
    getCustomerPrediction: ({ customerId }) => {
      const basis = { version: 1, terms: TERMS, currency: 'EUR' };
      if (customerId !== 'c-1') return { basis, missing: [{ what: 'purchases', have: 0, need: 1 }] };
      const inputs = {
        ...{ orders: 29n, returnedOrders: 1n, purchases: 28n, firstPurchaseDate: '2025-12-24' },
        ...{ meanDaysBetweenPurchases: 1, meanPurchaseMinor: 1_250n },
        sources: [
          { source: 'email', orders: 20n },
          { source: 'price_comparison', orders: 8n },
        ],
      };
      return {
        ...{ basis, inputs },
        prediction: {
          ...{
            customerId,
            purchaseProbability: 0.61,
            purchaseBand: 'high',
            churnRisk: 0.08,
            churnBand: 'small',
          },
          ...{ expectedPurchases: 1.8, valueMinor: 21_000n, mark: 'likely_to_buy' },
        },
        nextPurchase: { date: '2026-02-03', earliestDate: '2026-01-21', latestDate: '2026-04-30' },
        valueInterval: { lowMinor: 9_000n, highMinor: 35_000n, confidence: 0.9 },
      };
    },
  };
}
