import { type Condition, nodesOf } from '@perennial/conditions';
import type { MoneyUnits } from '../condition-forms.ts';

/** A node of a tree for people. */
export interface LabelledNode {
  path: string;
  depth: number;
  label: string;
}
