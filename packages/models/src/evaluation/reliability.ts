/** Customers whose predicted probability fell in a half-open bin. */
export interface ReliabilityBin {
  from: number;
  to: number;
  customers: number;
  meanPredicted: number;
  shareBought: number;
}

/** The Brier score and the parts that Murphy (1973) takes it apart into: reliability - resolution + uncertainty + withinBins. */
export interface BrierScore {
  score: number;
  /** How far the predicted probabilities of the bins are from what happened in them; 0 is best. */
  reliability: number;
  /** How far the bins are from each other; more is better. */
  resolution: number;
  /** What the share of buyers leaves open; the score of predicting it for everybody. */
  uncertainty: number;
  /** What differs inside of bins (Stephenson, Coelho and Jolliffe 2008). */
  withinBins: number;
}

/** Bins by predicted probability with ascending edges, e.g. [0, 0.25, 0.5, 0.75, 1]; the last one includes its end. */
export function reliabilityCurve(
  probabilities: Float64Array,
  bought: Uint8Array,
  edges: readonly number[],
): ReliabilityBin[] {
  const bins = edges.slice(1).map((to, index) => ({
    from: edges[index] ?? 0,
    to,
    customers: 0,
    meanPredicted: 0,
    shareBought: 0,
  }));
  for (let index = 0; index < probabilities.length; index += 1) {
    const probability = probabilities[index] ?? 0;
    const bin = bins.find(({ to }) => probability < to) ?? bins.at(-1);
    if (bin === undefined) break;
    bin.customers += 1;
    bin.meanPredicted += (probability - bin.meanPredicted) / bin.customers;
    bin.shareBought += ((bought[index] ?? 0) - bin.shareBought) / bin.customers;
  }
  return bins;
}

/** Edges of bins of equal width. */
export function equalEdges(bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, index) => index / bins);
}

/** Mean squared distance of probability from outcome, and its parts over ten bins; undefined without customers. */
export function brierScore(probabilities: Float64Array, bought: Uint8Array): BrierScore | undefined {
  const size = probabilities.length;
  if (size === 0) return undefined;
  let score = 0;
  let buyers = 0;
  for (let index = 0; index < size; index += 1) {
    score += ((probabilities[index] ?? 0) - (bought[index] ?? 0)) ** 2 / size;
    buyers += bought[index] ?? 0;
  }
  const share = buyers / size;
  let reliability = 0;
  let resolution = 0;
  for (const bin of reliabilityCurve(probabilities, bought, equalEdges(10))) {
    reliability += (bin.customers * (bin.meanPredicted - bin.shareBought) ** 2) / size;
    resolution += (bin.customers * (bin.shareBought - share) ** 2) / size;
  }
  const uncertainty = share * (1 - share);
  return {
    score,
    reliability,
    resolution,
    uncertainty,
    withinBins: score - reliability + resolution - uncertainty,
  };
}
