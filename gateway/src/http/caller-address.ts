/**
 * Address that limits are counted by. Each trusted proxy appends the address it saw to X-Forwarded-For, so the caller stands
 * that many places from the end; what stands before it is whatever the caller wrote.
 */
export function callerAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxyCount: number,
): string {
  const direct = socketAddress ?? 'unknown';
  if (trustedProxyCount === 0 || !forwardedFor) return direct;
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  return hops[Math.max(0, hops.length - trustedProxyCount)] || direct;
}

/** An IPv6 caller owns a whole /64: all of it counts as one. */
export function addressGroup(address: string): string {
  if (address.startsWith('::ffff:')) return address.slice('::ffff:'.length);
  if (!address.includes(':')) return address;
  const head = address.split('::', 1)[0] ?? '';
  return `${head.split(':').slice(0, 4).join(':')}::/64`;
}
