/** The streams of the system and the subjects in them (design §4). Tokens are `[a-z0-9_-]`; no personal data, no customer id. */

/** Partitions of every partitioned stream; fixed at installation. */
export const PARTITION_COUNT = 32;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** JetStream's own default; a longer one costs the server memory. Beyond it ingestion's index of ids decides. */
const DUPLICATE_WINDOW_MS = 2 * MINUTE_MS;

export const STREAMS = {
  intake: {
    name: 'INTAKE',
    subjectPrefix: 'in',
    partitionToken: 2,
    maxAgeMs: 7 * DAY_MS,
    duplicateWindowMs: DUPLICATE_WINDOW_MS,
  },
  events: { name: 'EVENTS', subjectPrefix: 'evt', partitionToken: 2, duplicateWindowMs: DUPLICATE_WINDOW_MS },
  changes: {
    name: 'CHANGES',
    subjectPrefix: 'chg',
    partitionToken: 2,
    maxAgeMs: 90 * DAY_MS,
    duplicateWindowMs: DUPLICATE_WINDOW_MS,
  },
  dead: { name: 'DEAD', subjectPrefix: 'dead', duplicateWindowMs: DUPLICATE_WINDOW_MS },
} as const;

const TOKEN = /^[a-z0-9_-]{1,63}$/;

/** True for `[a-z0-9_-]{1,63}`: the form of tenants, customer ids and subject tokens. */
export function isToken(value: string): boolean {
  return TOKEN.test(value);
}

function token(value: string): string {
  if (!isToken(value))
    throw new RangeError(`Not a subject token ([a-z0-9_-]{1,63}): ${JSON.stringify(value)}`);
  return value;
}

export function intakeSubject(tenant: string, partition: number): string {
  return `in.${token(tenant)}.${partition}`;
}

/** @param type canonical event name, e.g. `order_completed` */
export function eventSubject(tenant: string, partition: number, type: string): string {
  return `evt.${token(tenant)}.${partition}.${token(type)}`;
}

/** @param kind e.g. `rfm_migrated` */
export function changeSubject(tenant: string, partition: number, kind: string): string {
  return `chg.${token(tenant)}.${partition}.${token(kind)}`;
}

/** Tenant token of any of our subjects: the second one, in DEAD the third. */
export function tenantOfSubject(subject: string): string {
  const start = subject.indexOf('.') + 1;
  if (start === 0) return '';
  if (subject.startsWith('dead.')) return subject.split('.')[2] ?? '';
  const end = subject.indexOf('.', start);
  return end < 0 ? subject.slice(start) : subject.slice(start, end);
}
