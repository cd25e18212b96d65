import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type Evidence, type EvidenceRole, evidenceAt } from './evidence.ts';
import type { LeafFinding } from './leaf.ts';
import type { WindowView } from './rows-of-set.ts';

export interface FindingScope {
  set: CompiledSet;
  rows: CustomerRows;
  maxEvidence: number;
  /** Windows besides the set's own that the verdict looks at. */
  windows?: readonly WindowView[];
}

/** The finding of a leaf from places of its set by role (those of `refund` are of the set's refunds), and the rows that its windows hang on. */
export function findingOf(
  { set, rows, maxEvidence, windows = [] }: FindingScope,
  actual: LeafFinding['actual'],
  placesByRole: Partial<Record<EvidenceRole, readonly number[]>>,
): LeafFinding {
  const anchors = [set.window, ...windows].flatMap((window) => anchorsOf(window, rows));
  const evidence: Evidence[] = anchors.slice(0, maxEvidence);
  let evidenceCount = anchors.length;
  for (const [role, places] of Object.entries(placesByRole)) {
    const isRefund = role === 'refund';
    const list = isRefund ? set.refundsOf(rows) : set.listOf(rows);
    evidenceCount += places.length;
    if (list === undefined || !isRole(role)) continue;
    for (const place of places.slice(0, Math.max(0, maxEvidence - evidence.length))) {
      evidence.push(evidenceAt(role, set, rows, list, place));
    }
  }
  evidence.sort((a, b) => a.timeMs - b.timeMs);
  return actual === undefined || Number.isNaN(actual)
    ? { evidence, evidenceCount }
    : { actual, evidence, evidenceCount };
}

/** Two findings of one leaf; the actual value is the first one's. */
export function joinedFindings(a: LeafFinding, b: LeafFinding, maxEvidence: number): LeafFinding {
  const evidence = [...a.evidence, ...b.evidence].sort((x, y) => x.timeMs - y.timeMs);
  return {
    ...a,
    evidence: evidence.slice(0, maxEvidence),
    evidenceCount: a.evidenceCount + b.evidenceCount,
  };
}

function anchorsOf(window: WindowView, rows: CustomerRows): Evidence[] {
  if (window.anchor === undefined) return [];
  const { set, which } = window.anchor;
  const place = which === 'first' ? set.first(rows) : set.last(rows);
  if (place < 0) return [];
  return [...anchorsOf(set.window, rows), evidenceAt('anchor', set, rows, set.listOf(rows), place)];
}

const ROLES: readonly string[] = [
  'match',
  'refund',
  'against',
  'anchor',
  'first',
  'next',
] satisfies EvidenceRole[];

function isRole(role: string): role is EvidenceRole {
  return ROLES.includes(role);
}
