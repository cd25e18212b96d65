import type { ZoneTime } from '@perennial/calendar';
import type { RowSet, TimeWindow } from '@perennial/conditions';
import { canonicalJson } from '../compile/canonical-json.ts';
import type { CodeSet } from '../compile/code-set.ts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import type { RowTest } from '../compile/row-test.ts';
import { CompiledSet } from './compiled-set.ts';
import type { Interest } from './interest.ts';
import { AnchoredWindow, InstantWindow, type WindowView } from './window-view.ts';

const ALL_VISITS: RowSet = { rows: 'visit', eventTypes: [] };

/** Compiles sets of rows and windows, equal windows once, and notes what they look at. */
export class SetCompiler {
  readonly #filters: FilterCompiler;
  readonly #zone: ZoneTime;
  readonly #interest: Interest;
  readonly #windows = new Map<string, WindowView>();

  constructor(filters: FilterCompiler, zone: ZoneTime, interest: Interest) {
    this.#filters = filters;
    this.#zone = zone;
    this.#interest = interest;
  }

  compile(set: RowSet): CompiledSet {
    this.#note(set);
    const { test } = this.#filters.compile(set.filter, set.rows);
    return new CompiledSet(
      set,
      this.window(set.window),
      set.rows === 'event' ? this.#ofTypes(set, test) : test,
    );
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

  #ofTypes({ eventTypes }: RowSet, test: RowTest | undefined): RowTest {
    const types: CodeSet = this.#filters.eventTypes(eventTypes);
    if (test === undefined) return ({ eventType }, row) => types.codes[eventType[row]] === 1;
    return (columns, row, order) => types.codes[columns.eventType[row]] === 1 && test(columns, row, order);
  }
}
