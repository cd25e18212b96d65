/** What broke a rule, by the name of the API. */
interface Violation {
  field: string;
  description: string;
}

/** What went wrong, for people: each thing once, without names of the API. The first line is the headline. */
export function failureLines(message: string, violations: readonly Violation[], reason?: string): string[] {
  if (reason === 'REQUEST_INVALID' && violations.length > 0) return violations.map(sentenceOf);
  const pictures = violations.map(({ description }) => description).filter((text) => text.includes('\n'));
  const others = violations.filter(({ description }) => !description.includes('\n'));
  const more = others.filter(({ description }) => !message.includes(description)).map(sentenceOf);
  return [withoutTold(message, pictures), ...more, ...pictures.flatMap((picture) => picture.split('\n'))];
}

/** `segment.segment_id`: segment id. Rules that begin with a verb go on from there. */
function sentenceOf({ field, description }: Violation): string {
  const name = (field.split('.').at(-1) ?? field).replaceAll('_', ' ');
  return /^(must|is|does) /.test(description) ? `${name} ${description}` : `${name}: ${description}`;
}

/** A picture ends with what is wrong: the headline leaves that to it. */
function withoutTold(message: string, pictures: readonly string[]): string {
  const told = pictures
    .map((picture) => `: ${picture.split('\n').at(-1)}`)
    .find((end) => message.endsWith(end));
  return told === undefined ? message : message.slice(0, -told.length);
}
