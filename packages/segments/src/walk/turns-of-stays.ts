import type { ShardScan } from '../scan/shard-scan.ts';
import type { SetWalkMaker } from './set-walk.ts';
import { SpanTurns } from './span-turns.ts';
import { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';

/** Puts in the days on which a leaf holds for whoever has the rows `start … stop - 1`. */
type PutDays = (stays: Stays, start: number, stop: number, holding: SpanTurns, scan: ShardScan) => void;

/** The turns of a leaf that never holds without a row. @param days in all */
export function turnsOfStays(walk: SetWalkMaker, days: number, putDays: PutDays): TurnFinderMaker {
  const stays = new Stays();
  const holding = new SpanTurns(days);
  return (scan, unsure) => {
    const walkRows = walk(scan, unsure);
    return {
      rest: false,
      find: (locals, turns) => {
        walkRows(locals, stays);
        const { starts } = stays;
        for (let customer = 0; customer < locals.length; customer += 1) {
          if (starts[customer] === starts[customer + 1]) continue;
          putDays(stays, starts[customer], starts[customer + 1], holding, scan);
          holding.tell(locals[customer], turns);
        }
      },
    };
  };
}
