import type { HttpRequest, HttpResponse } from '@perennial/runtime';

/** How long a browser may remember a preflight, seconds: the longest that browsers honour. */
const PREFLIGHT_MAX_AGE_S = '7200';

function allowedOrigin(origin: string, origins: readonly string[]): string | undefined {
  if (origins.includes('*')) return '*';
  return origins.includes(origin) ? origin : undefined;
}

/** Lets browsers of allowed origins read the answer of a tracking door. No cookies: `*` is safe with keys in headers. */
export function allowOrigin(request: HttpRequest, response: HttpResponse, origins: readonly string[]): void {
  const origin = request.headers.origin;
  if (origin === undefined) return;
  const allowed = allowedOrigin(origin, origins);
  if (allowed === undefined) return;
  response.setHeader('access-control-allow-origin', allowed);
  response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
  if (allowed !== '*') response.setHeader('vary', 'origin');
}

/** Answers a preflight; `allowOrigin` has said whether the origin may call. */
export function answerPreflight(response: HttpResponse): void {
  response.setHeader('access-control-allow-methods', 'POST');
  response.setHeader(
    'access-control-allow-headers',
    'authorization, content-type, content-encoding, perennial-key, x-request-id',
  );
  response.setHeader('access-control-max-age', PREFLIGHT_MAX_AGE_S);
  response.writeHead(204);
  response.end();
}
