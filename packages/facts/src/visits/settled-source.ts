/** What the rule asks of sources, in whatever form they come. */
export interface SourceForm<S> {
  /** Other than direct and own pages. */
  shows(source: S): boolean;
  isDirect(source: S): boolean;
  readonly direct: S;
  readonly none: S;
}

/**
 * The source of an order (SRC-2): what it shows itself; else that of the visit that goes on at its time; else direct, and none for a
 * stationary store, which nobody reaches by a link.
 * @param visit source of the hit that began the visit; undefined: no visit goes on
 */
export function settledSource<S>(
  form: SourceForm<S>,
  own: S,
  isStationary: boolean,
  visit: S | undefined,
): S {
  if (form.shows(own)) return own;
  if (visit !== undefined) return form.shows(visit) ? visit : form.direct;
  if (form.isDirect(own)) return own;
  return isStationary ? form.none : form.direct;
}
