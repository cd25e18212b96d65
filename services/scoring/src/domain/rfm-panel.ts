import {
  CELL_COUNT,
  CLASSES_OF,
  classInCell,
  type Dimension,
  NO_CELL,
  type SchemeRollups,
} from '@perennial/scores';

/** Sums over a group of customers. */
export interface GroupSums {
  customers: number;
  /** Orders in the frequency window. */
  orders: number;
  /** Net value in the monetary window. */
  netMinor: number;
}

export interface PairSums {
  first: Dimension;
  second: Dimension;
  /** Place 3 × first class + second class. */
  places: GroupSums[];
}

/** Everything of an RFM panel that is counted (RFM-1..6, 10, 11, 13..17). */
export interface PanelSums {
  total: GroupSums;
  classes: Readonly<Record<Dimension, GroupSums[]>>;
  /** Place `cell - 1`. */
  cells: GroupSums[];
  pairs: PairSums[];
}

const PAIRS: readonly (readonly [Dimension, Dimension])[] = [
  ['recency', 'frequency'],
  ['frequency', 'monetary'],
  ['recency', 'monetary'],
];

function emptySums(count: number): GroupSums[] {
  return Array.from({ length: count }, () => ({ customers: 0, orders: 0, netMinor: 0 }));
}

/** Adds up the 27 cells in one pass; classes, pairs and the total are sums of cells, so they always agree. */
export function panelSums(cells: Uint8Array, rollups: SchemeRollups): PanelSums {
  const customers = new Float64Array(CELL_COUNT + 1);
  const orders = new Float64Array(CELL_COUNT + 1);
  const netMinor = new Float64Array(CELL_COUNT + 1);
  const orderCount = rollups.frequency.orderCount;
  const net = rollups.monetary.netMinor;
  for (let customer = 0; customer < cells.length; customer += 1) {
    const cell = cells[customer] ?? NO_CELL;
    customers[cell] = (customers[cell] ?? 0) + 1;
    orders[cell] = (orders[cell] ?? 0) + (orderCount[customer] ?? 0);
    netMinor[cell] = (netMinor[cell] ?? 0) + (net[customer] ?? 0);
  }
  const sums = emptySums(CELL_COUNT).map((_, place) => ({
    customers: customers[place + 1] ?? 0,
    orders: orders[place + 1] ?? 0,
    netMinor: netMinor[place + 1] ?? 0,
  }));
  return {
    total: grouped(sums, 1, () => 0)[0] ?? { customers: 0, orders: 0, netMinor: 0 },
    classes: {
      recency: classSums(sums, 'recency'),
      frequency: classSums(sums, 'frequency'),
      monetary: classSums(sums, 'monetary'),
    },
    cells: sums,
    pairs: PAIRS.map(([first, second]) => ({
      first,
      second,
      places: grouped(sums, 9, (cell) => 3 * classInCell(cell, first) + classInCell(cell, second)),
    })),
  };
}

function classSums(sums: readonly GroupSums[], dimension: Dimension): GroupSums[] {
  return grouped(sums, CLASSES_OF[dimension].length, (cell) => classInCell(cell, dimension));
}

function grouped(sums: readonly GroupSums[], groups: number, groupOf: (cell: number) => number): GroupSums[] {
  const result = emptySums(groups);
  for (const [place, sum] of sums.entries()) {
    const group = result[groupOf(place + 1)];
    if (group === undefined) continue;
    group.customers += sum.customers;
    group.orders += sum.orders;
    group.netMinor += sum.netMinor;
  }
  return result;
}
