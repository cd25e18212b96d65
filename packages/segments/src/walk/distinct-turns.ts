import { DAY_MS } from '@perennial/calendar';
import { numberTest, type RowsLeaf } from '@perennial/conditions';
import type { ShardScan } from '../scan/shard-scan.ts';
import { FigureSweep } from './figure-sweep.ts';
import { isAnchored, setWalk } from './set-walks.ts';
import { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import { ValueStays } from './value-stays.ts';
import type { WalkContext } from './walk-context.ts';

/** Of the rows `start … stop - 1`. */
type PutValues = (stays: Stays, start: number, stop: number, values: ValueStays, scan: ShardScan) => void;

/** How many different values the rows have: each is there on the days on which a row of it is. */
export function distinctTurns(leaf: RowsLeaf, context: WalkContext): TurnFinderMaker | undefined {
  const { set, measure } = leaf;
  if (measure === undefined || 'within' in measure || isAnchored(set.window)) return undefined;
  const put = valuesOf(leaf, context);
  const walk = put && setWalk(set, context);
  if (put === undefined || walk === undefined) return undefined;
  const passes = numberTest(measure.test);
  const sweep = new FigureSweep(context.instants.length, 1, (counts) => passes(counts[0]));
  const [stays, values] = [new Stays(), new ValueStays()];
  return (scan, unsure) => {
    const walkRows = walk(scan, unsure);
    return {
      rest: sweep.rest,
      find: (locals, turns) => {
        walkRows(locals, stays);
        const { starts } = stays;
        for (let customer = 0; customer < locals.length; customer += 1) {
          if (starts[customer] === starts[customer + 1]) continue;
          values.begin();
          put(stays, starts[customer], starts[customer + 1], values, scan);
          for (let place = 0; place < values.count; place += 1)
            sweep.add(values.first[place], values.end[place], 0, 1, 0);
          sweep.run(turns.of(locals[customer]));
        }
      },
    };
  };
}

/** Undefined for what counts no values that rows of the kind have. */
function valuesOf({ set: { rows }, measure }: RowsLeaf, context: WalkContext): PutValues | undefined {
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
function daysOf({ zone }: WalkContext): PutValues {
  return ({ timeMs, first, end }, start, stop, values) => {
    for (let place = start; place < stop; place += 1)
      values.addNext(Math.floor(zone.forwardLocalMs(timeMs[place]) / DAY_MS), first[place], end[place]);
  };
}

/** Lines of an order stand together. */
function putOrders({ order, first, end }: Stays, start: number, stop: number, values: ValueStays): void {
  for (let place = start; place < stop; place += 1) values.addNext(order[place], first[place], end[place]);
}

/** The empty product is none. */
function productsOf(rows: 'line' | 'order' | 'event', { columns: { dictionaries } }: WalkContext): PutValues {
  return ({ item, first, end }, from, to, values, { columns }) => {
    const none = dictionaries.product.codeOf('');
    const { lineProduct, eventProduct, lineStart } = columns;
    const products = rows === 'event' ? eventProduct : lineProduct;
    for (let place = from; place < to; place += 1) {
      const start = rows === 'order' ? lineStart[item[place]] : item[place];
      const stop = rows === 'order' ? columns.lineEnd(item[place]) : start + 1;
      for (let at = start; at < stop; at += 1)
        if (products[at] !== none) values.addCode(products[at], first[place], end[place]);
    }
  };
}
