import type { Condition } from '@perennial/conditions';
import type { LeafCompiler } from './leaf-compiler.ts';

/** A condition with its leaves replaced by their numbers. */
export type CompiledTree =
  | { kind: 'all' | 'any'; of: readonly CompiledTree[]; condition: Condition }
  | { kind: 'not'; of: CompiledTree; condition: Condition }
  | { kind: 'leaf'; leaf: number; condition: Condition };

export function compileTree(condition: Condition, leaves: LeafCompiler): CompiledTree {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return {
        kind: condition.kind,
        of: condition.of.map((part) => compileTree(part, leaves)),
        condition,
      };
    case 'not':
      return { kind: 'not', of: compileTree(condition.of, leaves), condition };
    default:
      return { kind: 'leaf', leaf: leaves.numberOf(condition), condition };
  }
}
