import type { OutgoingMessage } from '@perennial/bus';
import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import type { Touch } from './origin.ts';

/** A definition as saved: a scheme, a segment. */
export interface SavedDefinition {
  /** Changes with each update. */
  etag: string;
  updatedAtMs: number;
}

/** A change of the saved definitions that has to be followed. */
export interface DefinitionEdit<Saved> {
  /** When it takes effect: the same instant after a restart. */
  atMs: number;
  id: string;
  /** Unset: it was removed. */
  saved?: Saved;
}

/** Where a board begins, and what is saved to begin there again. */
export interface BoardStart<State> {
  state: State;
  /** The instant to which it is worked through. */
  atMs: number;
  /** The last instant of which crossings were told. */
  toldMs: number;
  /** `known`: all in the facts are taken as they are, without telling; `unknown`: each is told when first touched. */
  customers: 'known' | 'unknown';
  /** What the board's `image` was at this state and instant, where it was kept: nobody has to be judged again. */
  image?: Uint8Array;
}

/**
 * What is known of one tenant's customers at an instant, and what they cross when facts, definitions or time move on. No I/O and no clock:
 * the same facts, instants and definitions in the same order give the same crossings. It only ever goes forward.
 */
export interface LiveBoard<Saved, Crossing, State> {
  /** The instant to which it is worked through. */
  readonly atMs: number;
  /** The last instant of which crossings were told. */
  readonly toldMs: number;
  /** The next instant at which time alone has something to do; infinite when never. */
  readonly nextDueMs: number;
  /** What to begin with again after a restart; plain JSON. */
  readonly state: State;
  /** Who has crossed what, to be opened with again over the same facts; undefined while something is left to do. */
  image?(): Uint8Array | undefined;
  /**
   * Goes on: first with what `put`, `remove` and `judgeTouched` left to do at their instant, then to the next due instant up to `limitMs`, in
   * portions of some milliseconds. Undefined when nothing more is due: it is then worked through to `limitMs`.
   */
  advance(limitMs: number): Crossing[] | undefined;
  /**
   * Judges customers whose facts changed, as of `atMs`: an event from the past is judged now and does not rewrite what was told. A
   * crossing carries the event's time, but none before crossings that were told already and none in the future.
   * @param catalogue the last message of the batch that told of products or stores
   */
  judgeTouched(touches: ReadonlyMap<number, Touch>, atMs: number, catalogue?: Touch): Crossing[];
  /** Puts a definition in force, a new one or another version. */
  put(saved: Saved, atMs: number): Crossing[];
  remove(id: string, atMs: number): Crossing[];
}

/** What is followed: schemes by their scores, segments by their members. */
export interface LiveModel<Saved extends SavedDefinition, Crossing, State> {
  idOf(saved: Saved): string;
  /** State of a tenant that was never followed. */
  readonly noState: State;
  open(facts: FactsReader, zone: ZoneTime, start: BoardStart<State>): LiveBoard<Saved, Crossing, State>;
  /** The state with edits in force while no customer is known. */
  stateBeforeFacts(state: State, edits: readonly DefinitionEdit<Saved>[]): State;
  /** The message in CHANGES that tells a crossing; its id derives from the input alone. */
  messageOf(tenant: string, crossing: Crossing): OutgoingMessage;
}
