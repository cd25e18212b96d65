import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import type { BoardStart } from '@perennial/live';
import { FactsScores } from '../scores/facts-scores.ts';
import type { OpenScores } from './board-context.ts';
import { type FindGroups, groupsOpener } from './open-groups.ts';
import { SegmentBoard } from './segment-board.ts';
import type { SegmentState } from './segment-state.ts';

/** The board of a tenant, with scores and groups from its facts. */
export function openSegmentBoard(
  facts: FactsReader,
  zone: ZoneTime,
  start: BoardStart<SegmentState>,
  findGroups: FindGroups,
): SegmentBoard {
  const openScores: OpenScores = (schemes, bordersAt) => new FactsScores({ facts, zone, schemes, bordersAt });
  const openGroups = groupsOpener(facts, findGroups);
  return new SegmentBoard({ facts, zone, openScores, openGroups }, start);
}
