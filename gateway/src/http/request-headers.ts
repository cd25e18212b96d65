import { randomUUID } from 'node:crypto';
import { type HttpRequest, TENANT_HEADER } from '@perennial/runtime';
import type { ReadHeader } from '../credentials/read-credential.ts';
import { addressGroup, callerAddress } from './caller-address.ts';

/** Header by which the caller's address travels from the HTTP side to the RPC side; whatever a caller sends in it is replaced. */
export const ADDRESS_HEADER = 'perennial-caller-address';

export const REQUEST_ID_HEADER = 'x-request-id';

/** Reads headers of a Node request; of a repeated one the first. */
export function headerReader(request: HttpRequest): ReadHeader {
  return (name) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

/** Takes off what only services may say, and puts on what only the gateway knows. Returns the caller's address. */
export function cleanHeaders(request: HttpRequest, trustedProxyCount: number): string {
  const { headers } = request;
  delete headers[TENANT_HEADER];
  const forwardedFor = headerReader(request)('x-forwarded-for');
  const address = callerAddress(request.socket?.remoteAddress, forwardedFor, trustedProxyCount);
  headers[ADDRESS_HEADER] = addressGroup(address);
  return address;
}

/** The caller's own request id when it is fit for logs and headers, else a new one. */
export function requestIdOf(header: ReadHeader): string {
  const given = header(REQUEST_ID_HEADER) ?? '';
  // Accepts 1 to 128 letters, digits, dots, dashes and underscores.
  return /^[A-Za-z0-9._-]{1,128}$/.test(given) ? given : randomUUID();
}
