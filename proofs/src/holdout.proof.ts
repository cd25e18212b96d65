import type { Estimate, PurchaseModelName } from '@perennial/models';
import { evaluateSplit, type HoldoutResult, type HoldoutSplit } from './holdout-split.ts';
import { atLeast, atMost, type Figure, measured, type Proof } from './proof.ts';
import { dayOf, readCdnow, readOnlineRetail, skippedWithoutDatasets } from './purchase-datasets.ts';

interface Aims {
  auc: number;
  wish: number;
  rootMeanSquare: number;
  seasonal: boolean;
}

export const proof: Proof = {
  name: 'holdout',
  title: 'who buys again and how often, on CDNOW and Online Retail II, beside naive baselines',
  short: true,
  async run({ say }): Promise<Figure[]> {
    const skipped = skippedWithoutDatasets('holdout');
    if (skipped !== undefined) return skipped;
    const figures: Figure[] = [];
    for (const { split, aims } of splits()) {
      say(split.name);
      figures.push(...figuresOf(split.name, evaluateSplit(split), aims));
    }
    return figures;
  },
};

function splits(): { split: HoldoutSplit; aims: Aims }[] {
  return [
    {
      split: {
        name: 'CDNOW sample 39 w',
        purchases: readCdnow('CDNOW_sample'),
        calibrationEndDay: dayOf('1997-09-30'),
        holdoutDays: 273,
      },
      aims: { auc: 0.773, wish: 0.779, rootMeanSquare: 1.608, seasonal: false },
    },
    {
      split: {
        name: 'CDNOW full 90 d',
        purchases: readCdnow('CDNOW_master'),
        calibrationEndDay: dayOf('1998-04-01'),
        holdoutDays: 90,
      },
      aims: { auc: 0.836, wish: 0.841, rootMeanSquare: 0.63, seasonal: false },
    },
    {
      split: {
        name: 'Online Retail II 90 d',
        purchases: readOnlineRetail(),
        calibrationEndDay: dayOf('2011-09-10'),
        holdoutDays: 90,
      },
      aims: { auc: 0.801, wish: 0.807, rootMeanSquare: 1.13, seasonal: true },
    },
  ];
}

function figuresOf(name: string, result: HoldoutResult, aims: Aims): Figure[] {
  const standard = result.models['mbg-nbd'];
  const errors = aims.seasonal ? standard.seasonal : standard.errors;
  const ratio = errors.predictedOverActual ?? Number.NaN;
  const figures: Figure[] = [
    measured(`${name} customers, buyers`, `${result.customers}, ${result.buyers}`),
    ...Object.entries(result.baselines).map(([baseline, value]) =>
      measured(`${name} AUC of ${baseline}`, value),
    ),
    ...modelFigures(name, result),
    measured(`${name} ranked by`, chosenText(result)),
    // The aims have three digits, so the figure is given three.
    atLeast(`${name} AUC of the ranking`, Number(result.chosen.value.toFixed(3)), aims.auc),
    measured(
      `${name} AUC of the ranking, 95 % interval`,
      `${interval(result.chosen)}, wished for ${aims.wish}`,
    ),
    measured(`${name} best baseline`, verdict(result)),
    atMost(`${name} RMSE${aims.seasonal ? ' with season' : ''}`, errors.rootMeanSquare, aims.rootMeanSquare),
    measured(`${name} RMSE of own rate`, result.ownRate.rootMeanSquare),
    measured(`${name} predicted/actual by earlier repeats`, result.byFrequency),
  ];
  if (!aims.seasonal) return [...figures, measured(`${name} predicted over actual`, ratio)];
  return [
    ...figures,
    measured(`${name} season`, standard.seasonalFactor),
    atLeast(`${name} predicted over actual with season`, ratio, 0.9),
    atMost(`${name} predicted over actual with season, at most`, ratio, 1.1),
  ];
}

function modelFigures(name: string, { models }: HoldoutResult): Figure[] {
  return (Object.keys(models) as PurchaseModelName[]).map((model) => {
    const { auc, errors, brier } = models[model];
    const ratio = errors.predictedOverActual?.toFixed(2) ?? '-';
    return measured(
      `${name} ${model}`,
      `AUC ${interval(auc)} · RMSE ${errors.rootMeanSquare.toFixed(4)} · MAE ${errors.meanAbsolute.toFixed(3)} · predicted/actual ${ratio} · Brier ${brier.toFixed(4)}`,
    );
  });
}

function chosenText({ choice }: HoldoutResult): string {
  const lead = choice.challengerLead;
  const reason =
    lead === undefined
      ? 'the past is too short to hold a challenger to'
      : `challenger's lead ${interval(lead)}`;
  return `${choice.model}${choice.challenged ? ' pooled with logistic regression' : ''} (${reason})`;
}

/** Says plainly where a naive score ranks as well, within the interval. */
function verdict({ baselines, chosen }: HoldoutResult): string {
  const [baseline, value] = Object.entries(baselines).reduce((best, each) =>
    each[1] > best[1] ? each : best,
  );
  const word =
    value > chosen.high ? 'ranks better' : value >= chosen.low ? 'ranks about as well' : 'ranks worse';
  return `${baseline} ${value.toFixed(4)}: ${word}`;
}

function interval({ value, low, high }: Estimate): string {
  return `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}
