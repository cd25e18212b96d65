import { type Condition, PREDICTION_BANDS, type PredictionLeaf } from '@perennial/conditions';
import { readyMadeId } from './ready-made-id.ts';
import type { ReadyMade } from './ready-made-segment.ts';

/** Bands of churn risk and of purchase probability (PRED-8), and whom to mark (PRED-9). */
export function predictionSegments(): ReadyMade[] {
  return [
    ...bandSegments('churn', 'Churn risk'),
    ...bandSegments('purchase', 'Purchase probability'),
    {
      segmentId: readyMadeId('prediction', 'likely-to-buy'),
      name: 'Likely to buy',
      condition: LIKELY,
    },
    {
      segmentId: readyMadeId('prediction', 'needs-offer'),
      name: 'Needs an offer to come back',
      condition: { kind: 'all', of: [BOUGHT_AGAIN, LOST_SOON, { kind: 'not', of: LIKELY }] },
    },
  ];
}

const LIKELY: PredictionLeaf = {
  kind: 'prediction',
  of: 'purchase',
  test: { op: 'in', values: ['high', 'very_high'] },
};
const LOST_SOON: PredictionLeaf = { ...LIKELY, of: 'churn' };
const BOUGHT_AGAIN: Condition = {
  ...{ kind: 'rows', set: { rows: 'order', eventTypes: [] }, quantifier: 'any', perOrder: false },
  measure: {
    measure: 'days',
    test: { op: 'range', low: 2, lowInclusive: true, highInclusive: false },
  },
};

function bandSegments(of: 'churn' | 'purchase', title: string): ReadyMade[] {
  return PREDICTION_BANDS.map((band) => ({
    segmentId: readyMadeId('prediction', of, band),
    name: `${title}: ${band.replace('_', ' ')}`,
    condition: { kind: 'prediction', of, test: { op: 'in', values: [band] } },
  }));
}
