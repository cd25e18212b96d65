/** True for an error of the operating system with this code, e.g. `EEXIST`. */
export function hasSystemCode(thrown: unknown, code: string): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === code;
}
