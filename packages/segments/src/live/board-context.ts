import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import type { Forecaster } from '@perennial/forecasts';
import type { SchemeDefinition } from '@perennial/scores';
import { FilterCompiler } from '../compile/filter-compiler.ts';
import type { ChannelReader, GroupReader, ScoreReader } from '../readers.ts';
import type { BordersAt } from '../scores/borders-of-day.ts';
import type { FollowedGroups } from './followed-definition.ts';
import { MemberTable } from './member-table.ts';
import type { SegmentImage } from './segment-image.ts';

/** Opens scores by schemes and the borders in force. */
export type OpenScores = (schemes: readonly SchemeDefinition[], bordersAt: BordersAt) => ScoreReader;

/** Opens the groups of a version; undefined where nobody tells it any more. */
export type OpenGroups = (followed: FollowedGroups) => GroupReader | undefined;

/** What a board is about. */
export interface BoardFacts {
  facts: FactsReader;
  zone: ZoneTime;
  openScores: OpenScores;
  openGroups: OpenGroups;
}

/** What judges are asked besides facts, by the definitions in force. */
export interface ReadersInForce {
  scores: ScoreReader;
  /** Undefined where no model was trained. */
  forecaster: Forecaster | undefined;
  /** Undefined where no groups were learned. */
  groups: GroupReader | undefined;
  /** Undefined where no model of channels was trained. */
  channels: ChannelReader | undefined;
}

/** What the judges of a board share. */
export class BoardContext {
  readonly facts: FactsReader;
  readonly zone: ZoneTime;
  readonly filters: FilterCompiler;
  readonly members = new MemberTable();
  /** Slot of those who were judged: somebody new, or back after a merge was undone, is judged by every segment. */
  readonly judgedSlot = this.members.allocate();
  readonly #slots = new Map<string, number>();
  /** By the definitions in force. */
  readers: ReadersInForce;

  constructor({ facts, zone }: BoardFacts, readers: ReadersInForce) {
    this.facts = facts;
    this.zone = zone;
    this.filters = new FilterCompiler(facts.columns());
    this.readers = readers;
  }

  /** Slot of a definition by its key; -1 when it has none. */
  slotOf(key: string): number {
    return this.#slots.get(key) ?? -1;
  }

  giveSlot(key: string): void {
    if (!this.#slots.has(key)) this.#slots.set(key, this.members.allocate());
  }

  /** By key; not to be changed. */
  get slots(): ReadonlyMap<string, number> {
    return this.#slots;
  }

  /** Slots and members are those of an image from now on. */
  restoreMembers({ slots, words, wordsPerCustomer }: SegmentImage): void {
    this.#slots.clear();
    for (const [key, slot] of slots) this.#slots.set(key, slot);
    this.members.load(words, wordsPerCustomer, new Set([this.judgedSlot, ...slots.values()]));
  }

  takeSlot(key: string): void {
    this.members.release(this.slotOf(key));
    this.#slots.delete(key);
  }

  /** How often what became known of products and stores has turned a filter. */
  turnedVerdicts(): number {
    this.filters.refresh();
    return this.filters.turnedVerdicts;
  }
}
