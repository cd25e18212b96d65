const LIMIT_CHARACTERS = 1_024;

/** One bounded line of name and message of what was thrown. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(/\s+/g, ' ').slice(0, LIMIT_CHARACTERS);
}
