import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import type { BoardStart } from '@perennial/live';
import { FactsScores } from '../scores/facts-scores.ts';
import { SegmentBoard } from './segment-board.ts';
import type { SegmentState } from './segment-state.ts';

/** The board of a tenant, with scores from its facts. */
export function openSegmentBoard(
  facts: FactsReader,
  zone: ZoneTime,
  start: BoardStart<SegmentState>,
): SegmentBoard {
  const openScores: ConstructorParameters<typeof SegmentBoard>[0]['openScores'] = (schemes, bordersAt) =>
    new FactsScores({ facts, zone, schemes, bordersAt });
  return new SegmentBoard({ facts, zone, openScores }, start);
}
