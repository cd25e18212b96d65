import { rankValues } from '../histories/distinct-values.ts';

/** Customers by score, lowest first. Those of one score are a group: it has a cell of its buyers, odd, and one of the others before it. */
export interface ScoreGroups {
  cellOf: Uint32Array;
  cellCount: number;
}

/** What is counted by cell costs as much as there are distinct scores, however many customers share them. */
export function groupByScore(scores: Float64Array, bought: Uint8Array): ScoreGroups {
  const { rankOf, rankCount } = rankValues(scores);
  return {
    cellOf: rankOf.map((rank, customer) => 2 * rank + (bought[customer] ?? 0)),
    cellCount: 2 * rankCount,
  };
}

/** Customers of each cell, each counted once. */
export function countCells({ cellOf, cellCount }: ScoreGroups): Uint32Array {
  const counts = new Uint32Array(cellCount);
  for (const cell of cellOf) counts[cell] = (counts[cell] ?? 0) + 1;
  return counts;
}

/** Share of the pairs of a buyer and another that the score orders rightly, ties half; undefined unless there are both. */
export function orderedShare(counts: Uint32Array): number | undefined {
  let buyers = 0;
  let others = 0;
  let won = 0;
  for (let cell = 0; cell < counts.length; cell += 2) {
    const groupOthers = counts[cell] ?? 0;
    const groupBuyers = counts[cell + 1] ?? 0;
    won += groupBuyers * (others + groupOthers / 2);
    buyers += groupBuyers;
    others += groupOthers;
  }
  return buyers > 0 && others > 0 ? won / (buyers * others) : undefined;
}
