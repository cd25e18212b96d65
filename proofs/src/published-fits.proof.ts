import {
  type FittedPurchases,
  fitPurchases,
  fitSpend,
  mergeHistories,
  observeBase,
  type PurchaseModelName,
  spendRows,
} from '@perennial/models';
import { atMost, exactly, type Figure, measured, type Proof } from './proof.ts';
import {
  type CdnowFile,
  dayOf,
  type ReferenceEvaluation,
  readCdnow,
  readReference,
  skippedWithoutDatasets,
} from './purchase-datasets.ts';

const CALIBRATION_END = '1997-09-30';
const MODELS: readonly { name: PurchaseModelName; reference: string }[] = [
  { name: 'bg-nbd', reference: 'bg_nbd' },
  { name: 'mbg-nbd', reference: 'mbg_nbd' },
  { name: 'pareto-nbd', reference: 'pareto_nbd' },
];

export const proof: Proof = {
  name: 'published-fits',
  title: 'CDNOW, 39 weeks: published parameters of BG/NBD, MBG/NBD, Pareto/NBD and Gamma-Gamma',
  short: true,
  async run({ say }): Promise<Figure[]> {
    const skipped = skippedWithoutDatasets('published-fits');
    if (skipped !== undefined) return skipped;
    const { evaluations } = readReference();
    const figures: Figure[] = [];
    for (const [file, split] of [
      ['CDNOW_sample', 'cdnow-sample-39w'],
      ['CDNOW_master', 'cdnow-full-39w'],
    ] as const) {
      say(`${file}, all models`);
      const reference = evaluations[split];
      if (reference === undefined) throw new Error(`reference-predictions.json has no evaluation ${split}`);
      figures.push(...compareFits(file, reference));
    }
    return figures;
  },
};

function compareFits(file: CdnowFile, reference: ReferenceEvaluation): Figure[] {
  const base = observeBase(readCdnow(file), dayOf(CALIBRATION_END));
  const { rows } = mergeHistories(base.histories);
  const figures: Figure[] = [
    exactly(`${file} customers`, rows.totalWeight, reference.customers),
    measured(`${file} distinct histories`, rows.weight.length),
  ];
  for (const { name, reference: key } of MODELS) {
    const startedAt = performance.now();
    const fitted = fitPurchases(rows, name);
    const took = performance.now() - startedAt;
    if (fitted.kind !== 'fitted') throw new Error(`${name} was refused on ${file}`);
    const expected = reference.models[key];
    figures.push(
      measured(`${file} ${name}`, parametersText(fitted)),
      ...deviation(`${file} ${name}`, fitted.fit.parameters, expected?.params),
      atMost(
        `${file} ${name} log-likelihood off by`,
        // The reference is written with six digits: half of the last one is not ours.
        Math.max(
          0,
          Math.abs(fitted.fit.logLikelihood - (expected?.log_likelihood ?? Number.NaN)) -
            lastDigit(expected?.log_likelihood),
        ),
        0.1,
      ),
      measured(`${file} ${name} fitted in`, took, 'ms'),
    );
  }
  return [...figures, ...compareSpend(file, base, reference)];
}

function compareSpend(
  file: CdnowFile,
  base: ReturnType<typeof observeBase>,
  reference: ReferenceEvaluation,
): Figure[] {
  const spend = fitSpend(spendRows(base));
  if (spend.kind !== 'fitted') throw new Error(`Gamma-Gamma was refused on ${file}`);
  const { p, qAboveOne, v } = spend.fit.parameters;
  const parameters = { p, q: 1 + qAboveOne, v };
  return [
    measured(`${file} gamma-gamma`, text(parameters)),
    ...deviation(`${file} gamma-gamma`, parameters, reference.models['gamma_gamma']?.params),
  ];
}

function deviation(
  name: string,
  actual: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>> = {},
): Figure[] {
  const percents = Object.entries(expected).map(
    ([parameter, value]) => 100 * Math.abs((actual[parameter] ?? Number.NaN) / value - 1),
  );
  const worst = percents.length === 0 ? Number.NaN : Math.max(...percents);
  return [atMost(`${name} parameters off by at most`, worst, 1, '%')];
}

/** Half of the sixth significant digit of a number. */
function lastDigit(value = 1): number {
  return 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 5);
}

function parametersText({ fit }: FittedPurchases): string {
  return `${text(fit.parameters)} · log-likelihood ${fit.logLikelihood.toFixed(2)}`;
}

function text(parameters: Readonly<Record<string, number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${value.toPrecision(5)}`)
    .join(' · ');
}
