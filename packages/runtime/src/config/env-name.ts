/** Environment name of a config key: `ackWaitMs` becomes `PERENNIAL_ACK_WAIT_MS`. */
export function envNameOf(key: string, prefix: string): string {
  // Puts an underscore before each capital letter and each first digit of a number.
  return prefix + key.replace(/[A-Z]|(?<=[a-z])\d/g, (start) => `_${start}`).toUpperCase();
}
