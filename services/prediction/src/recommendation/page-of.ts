import type { PageTokens } from '@perennial/runtime';

type Scope = Parameters<PageTokens['read']>[0];

interface Asked {
  pageToken: string;
  size: number;
  /** Rows on all pages. */
  total: number;
}

/** A page of rows that stand still as long as the scope names them; a token of rows that were learned anew since is refused. */
export function pageOf(tokens: PageTokens, scope: Scope, { pageToken, size, total }: Asked) {
  const [place = '0'] = tokens.read(scope, pageToken) ?? [];
  const from = Number(place);
  const to = Math.min(from + size, total);
  return { from, to, nextPageToken: tokens.write(scope, to < total ? [String(to)] : null) };
}
