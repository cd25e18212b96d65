/** Hosts of search engines: the name before a country's ending, or the whole host. Extend it here. */
const ENGINE_NAMES = new Set(
  'google bing yahoo duckduckgo ecosia baidu yandex seznam qwant startpage ask aol naver daum sogou brave kagi petalsearch'.split(
    ' ',
  ),
);
const ENGINE_HOSTS = new Set([
  'search.brave.com',
  'so.com',
  'search.marginalia.nu',
  'swisscows.com',
  'metager.de',
]);

/** Services of the same owners that are no search. */
const NOT_SEARCH = /^(mail|docs|drive|accounts|calendar|play|translate|sites|groups|news|maps)\./;

/** Parameters in which an engine tells the words searched for. */
const TERM_PARAMETERS = ['q', 'query', 'p', 'wd', 'text', 'search'];

export function isSearchEngine(host: string): boolean {
  if (ENGINE_HOSTS.has(host)) return true;
  if (NOT_SEARCH.test(host)) return false;
  return host
    .split('.')
    .slice(0, -1)
    .some((label) => ENGINE_NAMES.has(label));
}

/** The words searched for, where the referrer still tells them. */
export function searchTerm(query: URLSearchParams): string | undefined {
  for (const name of TERM_PARAMETERS) {
    const value = query.get(name);
    if (value) return value.slice(0, 255).toWellFormed();
  }
  return undefined;
}
