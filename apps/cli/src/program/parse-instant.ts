/** False for what the parser of the language would roll over, e.g. 30 February. */
function dayExists(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** Reads ISO 8601; a date alone is midnight in UTC. */
export function parseInstant(text: string): Date | undefined {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  const date = new Date(text);
  return day === undefined || !dayExists(day) || Number.isNaN(date.getTime()) ? undefined : date;
}
