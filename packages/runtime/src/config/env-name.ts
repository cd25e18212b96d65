/** Environment name of a config key: `ackWaitMs` becomes `PERENNIAL_ACK_WAIT_MS`. */
export function envNameOf(key: string, prefix: string): string {
  // Puts an underscore before each capital letter.
  return prefix + key.replace(/[A-Z]/g, (start) => `_${start}`).toUpperCase();
}
