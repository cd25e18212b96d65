import type { Condition, RowsLeaf, TimeWindow } from '@perennial/conditions';

/**
 * The time of the first or last row in a window, said by rows in windows: there is one, and none before or after it. Undefined for what has
 * a window of its own besides, or calendar days.
 */
export function timeAsRows({ set, quantifier, perOrder, measure }: RowsLeaf): Condition | undefined {
  if (measure === undefined || !('within' in measure) || set.window !== undefined) return undefined;
  const { within } = measure;
  const outside = measure.measure === 'first' ? earlierThan(within) : laterThan(within);
  if (outside === undefined) return undefined;
  const rowIn = (window: TimeWindow): RowsLeaf => ({
    ...{ kind: 'rows', quantifier, perOrder },
    set: { ...set, window },
  });
  const none: Condition[] = outside.map((window) => ({ kind: 'not', of: rowIn(window) }));
  return { kind: 'all', of: [rowIn(within), ...none] };
}

function earlierThan(window: TimeWindow): TimeWindow[] | undefined {
  if (window.kind === 'last') return [{ kind: 'ago', span: window.span }];
  if (window.kind === 'between-ago') return [{ kind: 'ago', span: window.far }];
  return window.kind === 'ago' ? [] : undefined;
}

function laterThan(window: TimeWindow): TimeWindow[] | undefined {
  if (window.kind === 'ago') return [{ kind: 'last', span: window.span }];
  if (window.kind === 'between-ago') return [{ kind: 'last', span: window.near }];
  return window.kind === 'last' ? [] : undefined;
}
