/** Accepts one @ with something without blanks on both sides; whether mail arrives only a mail can tell. */
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/;

/** Trimmed and lower case; undefined when it is no e-mail address. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.trim().toLowerCase();
  return EMAIL.test(email) ? email : undefined;
}

/** Digits, with a leading + when it was told with one or with 00; undefined when it is no telephone number. */
export function normalisePhone(text: string): string | undefined {
  // Takes out what people put between digits.
  const compact = text.replace(/[\s()./-]+/g, '').replace(/^00/, '+');
  // Accepts 5 to 15 digits, as E.164 allows, with or without a plus.
  return /^\+?\d{5,15}$/.test(compact) ? compact : undefined;
}
