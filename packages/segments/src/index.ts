export { BoundColumns } from './compile/bound-columns.ts';
export { canonicalJson } from './compile/canonical-json.ts';
export type { CodeSet } from './compile/code-set.ts';
export { DIMENSIONS, type DimensionName } from './compile/dimension-values.ts';
export { type CompiledFilter, FilterCompiler } from './compile/filter-compiler.ts';
export type { RowTest } from './compile/row-test.ts';
export type { AskedScore, MemberReader, ScoreReader } from './readers.ts';
