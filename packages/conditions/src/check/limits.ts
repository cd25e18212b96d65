/** What a tree may be at most, so that no tree hurts who reads it. */
export const LIMITS = {
  nodes: 1000,
  depth: 32,
  listValues: 1000,
  /** Values of all lists together. */
  allValues: 10_000,
  /** Of affinity groups, the greatest. */
  groupNumber: 1000,
  textCharacters: 1024,
  /** Of the text form. */
  textFormCharacters: 102_400,
  spanYears: 100,
  firstDay: '1900-01-01',
  lastDay: '2999-12-31',
} as const;
