/** Requests a key (or the page's session) may make. */
export interface RequestRate {
  /** Requests that may come at once. */
  burst: number;
  /** Requests a second in the long run. */
  perSecond: number;
}

export interface GatewayConfig {
  /** Origins that browsers may call the tracking doors from; `*` means any. */
  trackingOrigins: readonly string[];
  secretKeyRate: RequestRate;
  publicKeyRate: RequestRate;
  /** Wrong or missing keys of one address. */
  badCredentialRate: RequestRate;
  /** Largest body of an HTTP door, also after decompression. */
  doorBodyMaxBytes: number;
  /** Time that a door waits for the body, and again for it to be durable. */
  doorTimeoutMs: number;
  /** How long a key that was found good is not looked up again; a key revoked elsewhere works so long. */
  keyCacheMs: number;
  /** Proxies in front of the gateway whose X-Forwarded-For is believed; 0 believes none. */
  trustedProxyCount: number;
  /**
   * Tenant whose figures the page shows without a key. Only for a server that is bound to a loopback address; unset, the
   * page asks for a key.
   */
  localTenant: string | undefined;
  /** Whether /metrics answers without a key. */
  openMetrics: boolean;
  /** Signs page tokens; the same on all gateways of an installation. */
  pageTokenSecret: Uint8Array;
}

/** Defaults for everything that an installation need not decide. */
export const GATEWAY_DEFAULTS = {
  trackingOrigins: ['*'],
  secretKeyRate: { burst: 4_000, perSecond: 2_000 },
  publicKeyRate: { burst: 2_000, perSecond: 1_000 },
  badCredentialRate: { burst: 30, perSecond: 0.5 },
  doorBodyMaxBytes: 512_000,
  doorTimeoutMs: 10_000,
  keyCacheMs: 5_000,
  trustedProxyCount: 0,
  localTenant: undefined,
  openMetrics: false,
} as const satisfies Omit<GatewayConfig, 'pageTokenSecret'>;
