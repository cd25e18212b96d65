import type { ZoneTime } from '@perennial/calendar';
import type { RowKind, RowSet, TimeWindow } from '@perennial/conditions';
import { canonicalJson } from '../compile/canonical-json.ts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import { CompiledSet, type SetTest } from './compiled-set.ts';
import type { Interest } from './interest.ts';
import { type CodeSets, RowMasks } from './row-masks.ts';
import type { WindowView } from './rows-of-set.ts';
import { WindowPlaces } from './window-places.ts';
import { AnchoredWindow, InstantWindow } from './windows.ts';

const ALL_VISITS: RowSet = { rows: 'visit', eventTypes: [] };

/** Compiles sets of rows and windows, equal ones once, and notes what they look at. */
export class SetCompiler {
  readonly #filters: FilterCompiler;
  readonly #zone: ZoneTime;
  readonly #interest: Interest;
  readonly #windows = new Map<string, WindowView>();
  readonly #windowPlaces = new Map<string, WindowPlaces>();
  readonly #sets = new Map<string, CompiledSet>();
  readonly #masks = new Map<RowKind, RowMasks>();

  constructor(filters: FilterCompiler, zone: ZoneTime, interest: Interest) {
    this.#filters = filters;
    this.#zone = zone;
    this.#interest = interest;
  }

  compile(set: RowSet): CompiledSet {
    const key = canonicalJson(set);
    let compiled = this.#sets.get(key);
    if (compiled === undefined) {
      compiled = this.#compileNew(set);
      this.#sets.set(key, compiled);
    }
    return compiled;
  }

  #compileNew(set: RowSet): CompiledSet {
    this.#note(set);
    return new CompiledSet(this.#places(set), this.#testOf(set));
  }

  window(window: TimeWindow | undefined): WindowView {
    const key = window === undefined ? '' : canonicalJson(window);
    let view = this.#windows.get(key);
    if (view === undefined) {
      view = this.#newWindow(window);
      this.#windows.set(key, view);
    }
    return view;
  }

  #places({ rows, window }: RowSet): WindowPlaces {
    const key = `${rows} ${window === undefined ? '' : canonicalJson(window)}`;
    let places = this.#windowPlaces.get(key);
    if (places === undefined) {
      places = new WindowPlaces(this.window(window), this.#masksOf(rows));
      this.#windowPlaces.set(key, places);
    }
    return places;
  }

  #newWindow(window: TimeWindow | undefined): WindowView {
    if (window?.kind === 'since') return new AnchoredWindow(this.compile(window.set), window.anchor, 1);
    if (window?.kind === 'last-visit') return new AnchoredWindow(this.compile(ALL_VISITS), 'last', 0);
    return new InstantWindow(window, this.#zone);
  }

  #note({ rows, eventTypes }: RowSet): void {
    if (rows === 'visit') this.#interest.visits = true;
    else if (rows === 'event') for (const type of eventTypes) this.#interest.eventTypes.add(type);
    else this.#interest.ledger = true;
  }

  #testOf({ rows, eventTypes, filter }: RowSet): SetTest {
    const { codes, rest, test } = this.#filters.compile(filter, rows);
    const types: CodeSets = rows === 'event' ? { eventType: this.#filters.eventTypes(eventTypes) } : {};
    return { column: this.#masksOf(rows).columnOf({ ...codes, ...types }), rest, whole: test };
  }

  #masksOf(rows: RowKind): RowMasks {
    let masks = this.#masks.get(rows);
    if (masks === undefined) {
      masks = new RowMasks(rows, () => this.#filters.turnedVerdicts);
      this.#masks.set(rows, masks);
    }
    return masks;
  }
}
