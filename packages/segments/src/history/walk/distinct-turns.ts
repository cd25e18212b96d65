import { DAY_MS } from '@perennial/calendar';
import { numberTest, type RowsLeaf } from '@perennial/conditions';
import type { ShardScan } from '../../scan/shard-scan.ts';
import type { CourseContext } from '../course-context.ts';
import { FigureSweep } from './figure-sweep.ts';
import { isAnchored, setWalk } from './set-walks.ts';
import { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import { ValueStays } from './value-stays.ts';

type PutValues = (stays: Stays, values: ValueStays, scan: ShardScan) => void;

/** How many different values the rows have: each is there on the days on which a row of it is. */
export function distinctTurns(leaf: RowsLeaf, context: CourseContext): TurnFinderMaker | undefined {
  const { set, measure } = leaf;
  if (measure === undefined || 'within' in measure || isAnchored(set.window)) return undefined;
  const put = valuesOf(leaf, context);
  const walk = put && setWalk(set, context);
  if (put === undefined || walk === undefined) return undefined;
  const passes = numberTest(measure.test);
  const days = context.instants.length;
  return (scan, unsure) => {
    const walkRows = walk(scan, unsure);
    const [stays, values] = [new Stays(), new ValueStays()];
    const sweep = new FigureSweep(1, (counts) => passes(counts[0]));
    return {
      rest: sweep.rest,
      find: (local, turns) => {
        stays.clear();
        walkRows(local, stays);
        values.begin();
        put(stays, values, scan);
        for (let place = 0; place < values.count; place += 1)
          sweep.add(values.first[place], values.end[place], 0, 1, 0);
        sweep.run(local, days, turns);
      },
    };
  };
}

/** Undefined for what counts no values that rows of the kind have. */
function valuesOf({ set: { rows }, measure }: RowsLeaf, context: CourseContext): PutValues | undefined {
  switch (measure?.measure) {
    case 'days':
      return daysOf(context);
    case 'orders':
      return rows === 'line' ? putOrders : undefined;
    case 'products':
      return rows === 'visit' ? undefined : productsOf(rows, context);
    default:
      return undefined;
  }
}

/** Local days, whose rows stand together. */
function daysOf({ zone }: CourseContext): PutValues {
  return ({ count, timeMs, first, end }, values) => {
    for (let place = 0; place < count; place += 1)
      values.addNext(Math.floor(zone.forwardLocalMs(timeMs[place]) / DAY_MS), first[place], end[place]);
  };
}

/** Lines of an order stand together. */
function putOrders({ count, order, first, end }: Stays, values: ValueStays): void {
  for (let place = 0; place < count; place += 1) values.addNext(order[place], first[place], end[place]);
}

/** The empty product is none. */
function productsOf(
  rows: 'line' | 'order' | 'event',
  { columns: { dictionaries } }: CourseContext,
): PutValues {
  return ({ count, item, first, end }, values, { columns }) => {
    const none = dictionaries.product.codeOf('');
    const { lineProduct, eventProduct, lineStart } = columns;
    const products = rows === 'event' ? eventProduct : lineProduct;
    for (let place = 0; place < count; place += 1) {
      const start = rows === 'order' ? lineStart[item[place]] : item[place];
      const stop = rows === 'order' ? columns.lineEnd(item[place]) : start + 1;
      for (let at = start; at < stop; at += 1)
        if (products[at] !== none) values.addCode(products[at], first[place], end[place]);
    }
  };
}
