/** Who calls, as learned from the credential. */
export interface Caller {
  tenant: string;
  /** `secret` and `public_write` are keys; `session` is the page on a loopback address, which may only read. */
  kind: 'secret' | 'public_write' | 'session';
  /** Id of the key, or of the session: what limits are counted by. */
  id: string;
}
