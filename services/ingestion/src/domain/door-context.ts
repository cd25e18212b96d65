/** What the door knows of the tenant. */
export interface TenantSettings {
  /** Reporting currency. */
  currency: string;
  /** Units of the reporting currency for one unit of another. */
  rates: ReadonlyMap<string, number>;
  /** Hosts of the shop itself, lower case. */
  ownHosts: readonly string[];
  /** IANA name. */
  timeZone: string;
}

/** What an item is read against: the arrival, the sender's clock and the shop's settings. */
export interface DoorContext {
  receivedMs: number;
  /** The sender's clock when it sent the call; unset means no correction. */
  sentMs?: number | undefined;
  tenant: TenantSettings;
  /** True for a key that a browser shows to everyone. */
  publicKey: boolean;
  /** Of the caller, for items without their own. Personal data. */
  ip?: string | undefined;
  userAgent?: string | undefined;
}
