const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 500;

/** Rows of a page: 0 means 50; above the maximum is lowered, not refused. */
export function pageSizeOf(asked: number, max = MAX_PAGE_SIZE): number {
  return asked <= 0 ? DEFAULT_PAGE_SIZE : Math.min(asked, max);
}
