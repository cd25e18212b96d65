import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import type { SchemeBorders } from '../domain/rfm-class.ts';
import type { SchemeInForce } from '../domain/scoring-plan.ts';
import type { SavedScheme } from '../scheme-store.ts';
import type { Crossing } from './crossing.ts';
import type { Progress, PublishedScheme } from './progress-store.ts';
import { outstandingEdits, type SchemeEdit, schemesBeforeFacts } from './scheme-edit.ts';
import { ScoreBoard } from './score-board.ts';

/** Which version of each scheme a tenant's scores follow, and the edits that they have yet to follow. */
export class FollowedSchemes {
  readonly #etags: Map<string, string>;
  #edits: SchemeEdit[];

  constructor(saved: readonly SavedScheme[], followed: readonly PublishedScheme[]) {
    this.#edits = outstandingEdits(saved, followed);
    this.#etags = new Map(followed.map(({ definition, etag }) => [definition.schemeId, etag]));
  }

  /** Instant of the next edit; infinite when there is none. */
  get nextMs(): number {
    return this.#edits[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** Instant of the last edit; 0 when there is none. */
  get lastMs(): number {
    return this.#edits.at(-1)?.atMs ?? 0;
  }

  add(edit: SchemeEdit): void {
    this.#edits.push(edit);
  }

  /** Makes a board follow the next edit. */
  followNext(board: ScoreBoard): Crossing[] {
    const edit = this.#edits.shift();
    if (edit === undefined) return [];
    const { atMs, schemeId, saved } = edit;
    if (saved === undefined) {
      board.removeScheme(schemeId);
      this.#etags.delete(schemeId);
      return [];
    }
    this.#etags.set(schemeId, saved.etag);
    return board.putScheme(saved.definition, saved.etag, atMs);
  }

  /** A board for a tenant's first batch: the schemes are in force before it. */
  boardBeforeFacts(
    facts: FactsReader,
    zone: ZoneTime,
    { schemes, workedThroughMs, toldMs }: Progress,
  ): ScoreBoard {
    for (const { schemeId, saved } of this.#edits) this.#etags.set(schemeId, saved?.etag ?? '');
    const inForce = schemesBeforeFacts(schemes, this.#edits);
    this.#edits = [];
    return new ScoreBoard(facts, zone, {
      schemes: inForce,
      atMs: workedThroughMs,
      toldMs,
      borderSample: 0,
      customers: 'unknown',
    });
  }

  published(inForce: readonly SchemeInForce[]): PublishedScheme[] {
    return inForce.map(({ definition, borders }) => ({
      definition,
      borders,
      etag: this.#etags.get(definition.schemeId) ?? '',
    }));
  }

  /** Undefined when the scores do not follow that version. */
  bordersOf(board: ScoreBoard | undefined, schemeId: string, etag: string): SchemeBorders | undefined {
    if (this.#etags.get(schemeId) !== etag) return undefined;
    return board?.schemes.find(({ definition }) => definition.schemeId === schemeId)?.borders;
  }
}
