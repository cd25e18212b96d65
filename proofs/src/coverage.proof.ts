import { CHURN_BANDS, reliabilityCurve } from '@perennial/models';
import { atLeast, atMost, exactly, type Figure, measured, type Proof } from './proof.ts';
import { HORIZON_WEEKS, judgeShop, type ShopResult } from './simulated-shops.ts';

const SHOPS = 300;
const LEAST_COVERED = 87;
const MOST_COVERED = 93;

export const proof: Proof = {
  name: 'coverage',
  title: '300 simulated shops whose truth is known: 90 % intervals hold it 90 % of the time',
  short: false,
  async run({ say }): Promise<Figure[]> {
    const results: ShopResult[] = [];
    for (let shop = 0; shop < SHOPS; shop += 1) {
      if (shop % 50 === 0) say(`${shop} of ${SHOPS} shops`);
      const result = judgeShop(1_000 + shop);
      if (result !== undefined) results.push(result);
    }
    return [
      exactly('shops fitted', results.length, SHOPS),
      ...covered(
        'parameters, all models',
        results.flatMap(({ parameters }) => parameters),
      ),
      ...covered(
        `purchases of a shop in ${HORIZON_WEEKS} weeks`,
        results.map(({ total }) => total),
      ),
      ...covered(
        `value of a customer in ${HORIZON_WEEKS} weeks`,
        results.flatMap(({ values }) => values),
      ),
      ...reliability(results),
    ];
  },
};

function covered(name: string, held: readonly boolean[]): Figure[] {
  const share = (100 * held.filter(Boolean).length) / held.length;
  return [
    measured(`intervals of ${name}`, held.length),
    atLeast(`${name}: 90 % intervals that held`, share, LEAST_COVERED, '%'),
    atMost(`${name}: 90 % intervals that held, at most`, share, MOST_COVERED, '%'),
  ];
}

/** Purchase probability in the same four bands as churn (PRED-8). */
function reliability(results: readonly ShopResult[]): Figure[] {
  const probabilities = Float64Array.from(results.flatMap((result) => [...result.probabilities]));
  const bought = Uint8Array.from(results.flatMap((result) => [...result.bought]));
  const edges = [0, ...CHURN_BANDS.map(({ to }) => to)];
  return reliabilityCurve(probabilities, bought, edges).flatMap((bin) => {
    const name = `probability from ${bin.from} to ${bin.to}`;
    const offBy = 100 * Math.abs(bin.meanPredicted - bin.shareBought);
    return [
      measured(
        `${name}: predicted, bought`,
        `${bin.meanPredicted.toFixed(4)}, ${bin.shareBought.toFixed(4)} of ${bin.customers}`,
      ),
      atMost(`${name}: off by`, offBy, 2, 'points'),
    ];
  });
}
