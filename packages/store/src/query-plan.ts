import type { IndexDefinition, IndexField } from './index-definition.ts';
import { encodeKeyPart, rangeOfKind, rangeOfPrefix, rangeOfValue } from './index-key.ts';
import { type Clause, isScalar, type ParsedFilter } from './parse-filter.ts';
import type { Sort } from './port.ts';

/** Half-open range of keys. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** How to reach the documents that may match; the filter itself is still applied to each. */
export type QueryPlan = { kind: 'ids'; ids: string[] } | RangePlan;

/** Ranges of an index, or of the documents themselves (`index` null), whose keys are the ids. */
export interface RangePlan {
  kind: 'ranges';
  index: string | null;
  ranges: KeyRange[];
  reverse: boolean;
  /** The ranges give the order asked for. */
  sorted: boolean;
  /** The ranges hold what the filter asks for and nothing else, each document once. */
  covering: boolean;
}

/** Whether the plan already gives the order asked for. */
export function isSorted(plan: QueryPlan): boolean {
  return plan.kind === 'ranges' && plan.sorted;
}

type ScoredPlan = RangePlan & { score: number };

/** Ids where `_id` is given, else the index that narrows most (or spares the sort), else all documents. */
export function planQuery(
  filter: ParsedFilter,
  sort: Sort | undefined,
  indexes: readonly { definition: IndexDefinition }[],
): QueryPlan {
  const ids = idsOf(filter.clauses);
  if (ids !== null) return { kind: 'ids', ids };
  let best = planDocuments(filter.clauses, sort);
  for (const { definition } of indexes) {
    const plan = planIndex(filter.clauses, sort, definition);
    if (plan.score > best.score) best = plan;
  }
  return { ...best, covering: best.covering && filter.alternatives.length === 0 };
}

function idsOf(clauses: readonly Clause[]): string[] | null {
  for (const { path, operator, operand } of clauses) {
    if (path !== '_id') continue;
    if (operator === '$eq') return typeof operand === 'string' ? [operand] : [];
    if (operator === '$in' && Array.isArray(operand)) {
      return [...new Set(operand.filter((item) => typeof item === 'string'))].sort();
    }
  }
  return null;
}

const SCORE_EQUALITY = 10;
const SCORE_RANGE = 5;
const SCORE_SORT = 4;

/** Ids are unique, so that whatever follows `_id` in a sort decides nothing. */
const BY_ID: IndexField[] = [{ path: '_id', descending: false }];

function planDocuments(clauses: readonly Clause[], sort: Sort | undefined): ScoredPlan {
  const range = idRange(Buffer.alloc(0), clauses);
  const [first] = Object.entries(sort ?? {});
  const direction = sortedBy(first && [first], BY_ID);
  const plan = rangePlan(null, 0, range === null ? null : [range], direction, Buffer.alloc(0));
  return { ...plan, covering: clauses.every(isIdBound) };
}

function planIndex(clauses: readonly Clause[], sort: Sort | undefined, index: IndexDefinition): ScoredPlan {
  const { prefix, used } = equalityPrefix(clauses, index.fields);
  const rest = [...index.fields.slice(used), ...(index.unique ? [] : BY_ID)];
  const ranges = rangesBehind(prefix, clauses, index.fields[used], index);
  const ordered = !index.multikey && (ranges === null || ranges.length === 1);
  const direction = ordered ? sortedBy(sort && Object.entries(sort), rest) : null;
  const plan = rangePlan(index.name, used, ranges, direction, prefix);
  return { ...plan, covering: used === clauses.length && !index.multikey };
}

function rangePlan(
  index: string | null,
  equalities: number,
  ranges: KeyRange[] | null,
  direction: 'forward' | 'reverse' | null,
  prefix: Buffer,
): Omit<ScoredPlan, 'covering'> {
  return {
    kind: 'ranges',
    index,
    ranges: ranges ?? [rangeOfPrefix(prefix)],
    reverse: direction === 'reverse',
    sorted: direction !== null,
    score:
      equalities * SCORE_EQUALITY +
      (ranges === null ? 0 : SCORE_RANGE) +
      (direction === null ? 0 : SCORE_SORT),
  };
}

function equalityPrefix(clauses: readonly Clause[], fields: readonly IndexField[]) {
  const parts: Buffer[] = [];
  for (const { path, descending } of fields) {
    const equality = clauses.find((clause) => clause.path === path && clause.operator === '$eq');
    if (equality === undefined || !isScalar(equality.operand)) break;
    parts.push(encodeKeyPart(equality.operand, descending));
  }
  return { prefix: Buffer.concat(parts), used: parts.length };
}

function rangesBehind(
  prefix: Buffer,
  clauses: readonly Clause[],
  field: IndexField | undefined,
  { multikey, unique }: IndexDefinition,
): KeyRange[] | null {
  if (field === undefined) {
    const range = unique ? null : idRange(prefix, clauses);
    return range === null ? null : [range];
  }
  const onField = clauses.filter((clause) => clause.path === field.path);
  const list = onField.find((clause) => clause.operator === '$in');
  if (list !== undefined && Array.isArray(list.operand)) {
    const keys = list.operand.map((item) => encodeKeyPart(item, field.descending).toString('latin1'));
    return [...new Set(keys)]
      .sort()
      .map((key) => rangeOfPrefix(Buffer.concat([prefix, Buffer.from(key, 'latin1')])));
  }
  const bounds = onField.filter(isBound);
  // In an array each bound may be met by another item, so only one of them may narrow the range.
  const usable = multikey ? bounds.slice(0, 1) : bounds;
  if (usable.length === 0) return null;
  return [usable.map((bound) => rangeOfBound(prefix, bound, field.descending)).reduce(intersection)];
}

function isBound({ operator }: Clause): boolean {
  return operator === '$gt' || operator === '$gte' || operator === '$lt' || operator === '$lte';
}

function isIdBound(clause: Clause): boolean {
  return clause.path === '_id' && isBound(clause) && typeof clause.operand === 'string';
}

/** The ids that the bounds on `_id` leave behind `prefix`; ids stand in keys as they are. */
function idRange(prefix: Buffer, clauses: readonly Clause[]): KeyRange | null {
  const ranges = clauses.flatMap((clause): KeyRange[] => {
    if (!isIdBound(clause)) return [];
    const isLower = clause.operator === '$gt' || clause.operator === '$gte';
    // The least key behind an id is the id and a NUL.
    const behind = clause.operator === '$gt' || clause.operator === '$lte' ? '\0' : '';
    const bound = Buffer.concat([prefix, Buffer.from(`${clause.operand}${behind}`)]);
    return [{ ...rangeOfPrefix(prefix), [isLower ? 'start' : 'end']: bound }];
  });
  return ranges.length === 0 ? null : ranges.reduce(intersection);
}

function intersection(left: KeyRange, right: KeyRange): KeyRange {
  return {
    start: Buffer.compare(left.start, right.start) > 0 ? left.start : right.start,
    end: Buffer.compare(left.end, right.end) < 0 ? left.end : right.end,
  };
}

/** A bound takes in or leaves out all keys of its value; one that was cut is always taken in. */
function rangeOfBound(prefix: Buffer, { operator, operand }: Clause, descending: boolean): KeyRange {
  const kind = rangeOfKind(prefix, operand, descending);
  const value = rangeOfValue(prefix, operand, descending);
  const isLower = operator === '$gt' || operator === '$gte';
  const excludes = value.exact && (operator === '$gt' || operator === '$lt');
  if (isLower !== descending) return { start: excludes ? value.end : value.start, end: kind.end };
  return { start: kind.start, end: excludes ? value.start : value.end };
}

/** Whether the fields that follow the equalities give the order asked for, as they stand or backwards. */
function sortedBy(
  wanted: readonly (readonly [string, 1 | -1])[] | undefined,
  rest: readonly IndexField[],
): 'forward' | 'reverse' | null {
  if (wanted === undefined || wanted.length === 0 || wanted.length > rest.length) return null;
  const turned = wanted.map(([path, direction], at) => {
    const field = rest[at];
    return field?.path === path ? field.descending !== (direction === -1) : null;
  });
  if (turned.every((turn) => turn === false)) return 'forward';
  return turned.every((turn) => turn === true) ? 'reverse' : null;
}
