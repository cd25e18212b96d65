import type { FieldFilter, Filter, LinesFilter, RowKind, ValueTest } from '@perennial/conditions';
import type { FactsColumns } from '@perennial/facts';
import { canonicalJson } from './canonical-json.ts';
import type { CodeSet } from './code-set.ts';
import { Dimension } from './dimension.ts';
import { DIMENSIONS, type DimensionName, dimensionSource } from './dimension-values.ts';
import { fieldTest, valuesTest } from './field-value.ts';
import { type FilterPlan, planFilter } from './filter-plan.ts';
import { codeTest, ownNumberTest, type RowTest, storeKindTest } from './row-test.ts';

/** A filter over the rows of one kind: a row passes when each of its codes is in its set and `rest` holds. */
export interface CompiledFilter {
  readonly rows: RowKind;
  readonly codes: Readonly<Partial<Record<DimensionName, CodeSet>>>;
  /** What no single dictionary decides. */
  readonly rest: RowTest | undefined;
  /** The products alone decide: rows can be found by product. */
  readonly isProductsOnly: boolean;
  /** The whole of it; undefined when every row passes. */
  readonly test: RowTest | undefined;
}

/**
 * Turns filters into tests of rows. Equal filters are compiled once for as long as the compiler lives. Call `refresh` after compiling and
 * after facts came, before the tests are used.
 */
export class FilterCompiler {
  readonly #dimensions: Readonly<Record<DimensionName, Dimension>>;
  readonly #allDimensions: readonly Dimension[];
  readonly #filters = new Map<string, CompiledFilter>();
  /** Known again without a look at what they say. */
  readonly #sameFilters = new WeakMap<Filter, CompiledFilter>();

  constructor(columns: FactsColumns) {
    // Object.fromEntries forgets that every name is there.
    this.#dimensions = Object.fromEntries(
      DIMENSIONS.map((name) => [name, new Dimension(dimensionSource(columns, name), columns.catalogue)]),
    ) as Record<DimensionName, Dimension>;
    this.#allDimensions = Object.values(this.#dimensions);
  }

  compile(filter: Filter | undefined, rows: RowKind): CompiledFilter {
    const known = filter && this.#sameFilters.get(filter);
    if (known?.rows === rows) return known;
    const compiled = this.#compileEqual(filter, rows);
    if (filter !== undefined) this.#sameFilters.set(filter, compiled);
    return compiled;
  }

  /** Codes of the types of events named. */
  eventTypes(types: readonly string[]): CodeSet {
    const key = canonicalJson([...types].sort());
    return this.#dimensions.eventType.setOf(
      key,
      () => (values) => types.some((type) => type === values.event_type),
    );
  }

  /** How often a change of the catalogue has turned what a filter says of a product or store; as of the last `refresh`. */
  get turnedVerdicts(): number {
    return this.#dimensions.product.turnedVerdicts + this.#dimensions.store.turnedVerdicts;
  }

  /** Decides codes and changes of the catalogue that came since the last time. */
  refresh(): void {
    const all = this.#allDimensions;
    for (let i = 0; i < all.length; i += 1) all[i]?.refresh();
  }

  #compileEqual(filter: Filter | undefined, rows: RowKind): CompiledFilter {
    const key = `${rows} ${filter === undefined ? '' : canonicalJson(filter)}`;
    let compiled = this.#filters.get(key);
    if (compiled === undefined) {
      compiled = this.#compileNew(filter, rows);
      this.#filters.set(key, compiled);
    }
    return compiled;
  }

  #compileNew(filter: Filter | undefined, rows: RowKind): CompiledFilter {
    const plans = filter === undefined ? [] : conjuncts(planFilter(filter, rows));
    const codes: Partial<Record<DimensionName, CodeSet>> = {};
    const tests: RowTest[] = [];
    const rest: RowTest[] = [];
    for (const plan of plans) {
      const test = this.#test(plan, rows);
      if (plan.kind === 'codes') codes[plan.dimension] = this.#set(plan.dimension, plan.filter);
      else rest.push(test);
      tests.push(test);
    }
    const isProductsOnly = rest.length === 0 && Object.keys(codes).join() === 'product';
    return { rows, codes, isProductsOnly, rest: allOf(rest), test: allOf(tests) };
  }

  #set(dimension: DimensionName, filter: Filter): CodeSet {
    return this.#dimensions[dimension].setOf(canonicalJson(filter), () => valuesTest(filter));
  }

  #test(plan: FilterPlan, rows: RowKind): RowTest {
    switch (plan.kind) {
      case 'codes':
        return codeTest(rows, plan.dimension, this.#set(plan.dimension, plan.filter));
      case 'number':
        return ownNumberTest(rows, plan.field, plan.test);
      case 'store-kind':
        return this.#storeKindTest(plan.test);
      case 'unset': {
        const passes = fieldTest(plan.field, plan.test)(undefined);
        return () => passes;
      }
      case 'not': {
        const test = this.#test(plan.of, rows);
        return (columns, item, order) => !test(columns, item, order);
      }
      case 'and':
        return allOf(plan.of.map((part) => this.#test(part, rows))) ?? (() => true);
      case 'or':
        return anyOf(plan.of.map((part) => this.#test(part, rows)));
      case 'lines':
        return linesTest(plan.quantifier, this.#test(plan.of, 'line'));
    }
  }

  #storeKindTest(test: ValueTest): RowTest {
    const filter: FieldFilter = { kind: 'field', field: 'store_kind', test };
    const isTold: FieldFilter = { kind: 'field', field: 'store_kind', test: { op: 'set' } };
    return storeKindTest(
      this.#set('orderStoreKind', filter),
      this.#set('orderStoreKind', isTold),
      this.#set('store', filter),
    );
  }
}

function conjuncts(plan: FilterPlan): FilterPlan[] {
  return plan.kind === 'and' ? plan.of : [plan];
}

/** Undefined when there is nothing to pass. */
function allOf(tests: readonly RowTest[]): RowTest | undefined {
  const [first, second, ...more] = tests;
  if (first === undefined || second === undefined) return first;
  if (more.length === 0)
    return (columns, item, order) => first(columns, item, order) && second(columns, item, order);
  return (columns, item, order) => tests.every((test) => test(columns, item, order));
}

function anyOf(tests: readonly RowTest[]): RowTest {
  return (columns, item, order) => tests.some((test) => test(columns, item, order));
}

function linesTest(quantifier: LinesFilter['quantifier'], test: RowTest): RowTest {
  const wanted = quantifier === 'any';
  /** Whether some line of the order passes (or, for `all`, fails). */
  const looksFor = quantifier !== 'all';
  return (columns, _, order) => {
    if (order < 0) return quantifier === 'none';
    const start = columns.lineStart[order];
    const end = columns.lineEnd(order);
    for (let line = start; line < end; line += 1) {
      if (test(columns, line, order) === looksFor) return wanted;
    }
    return quantifier === 'all' ? end > start : !wanted;
  };
}
