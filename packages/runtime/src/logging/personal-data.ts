/** What a log line shows in place of personal data or a secret. */
const REDACTED = '[redacted]';

/** Field names, lower case and without separators, whose values never reach a log. */
const SENSITIVE_NAMES = [
  'email',
  'emailaddress',
  'phone',
  'phonenumber',
  'name',
  'firstname',
  'lastname',
  'fullname',
  'customername',
  'displayname',
  'birthday',
  'street',
  'address',
  'postalcode',
  'ip',
  'ipaddress',
  'remoteaddress',
  'authorization',
  'cookie',
  'setcookie',
  'password',
  'secret',
  'token',
  'apikey',
  'writekey',
  'secretkey',
  'traits',
];
const SENSITIVE: ReadonlySet<string> = new Set(SENSITIVE_NAMES);

/** Accepts anything that looks like an e-mail address. */
const EMAIL_LIKE = /[^\s@"'<>()]+@[^\s@"'<>()]+\.[^\s@"'<>()]+/g;

function isSensitive(fieldName: string): boolean {
  return SENSITIVE.has(fieldName.replace(/[-_ ]/g, '').toLowerCase());
}

function redactString(value: string): string {
  return value.includes('@') ? value.replace(EMAIL_LIKE, REDACTED) : value;
}

/** A copy of a JSON value with the values of sensitive fields replaced and e-mail addresses cut out of texts. */
export function redactPersonalData(value: unknown): unknown {
  if (typeof value === 'string') return redactString(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(redactPersonalData);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      isSensitive(name) ? REDACTED : redactPersonalData(field),
    ]),
  );
}
