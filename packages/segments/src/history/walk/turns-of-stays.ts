import type { ShardScan } from '../../scan/shard-scan.ts';
import type { SetWalkMaker } from './set-walk.ts';
import { SpanTurns } from './span-turns.ts';
import { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';

/** Puts in the days on which a leaf holds for whoever has these rows. */
type PutDays = (stays: Stays, holding: SpanTurns, scan: ShardScan) => void;

/** The turns of a leaf that never holds without a row. @param days in all */
export function turnsOfStays(walk: SetWalkMaker, days: number, putDays: PutDays): TurnFinderMaker {
  return (scan, unsure) => {
    const walkRows = walk(scan, unsure);
    const stays = new Stays();
    const holding = new SpanTurns(days);
    return {
      rest: false,
      find: (local, turns) => {
        stays.clear();
        walkRows(local, stays);
        putDays(stays, holding, scan);
        holding.tell(local, turns);
      },
    };
  };
}
