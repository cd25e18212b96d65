/** Where a visit or an order came from (SRC-1..4), as the door classified it; texts are `''` when absent. */
export interface SourceFact {
  /** adv, email, sms, utm, search, referral, direct; `''` on a hit from the shop's own pages and where nothing is known. */
  sourceClass: string;
  paid: boolean;
  utmSource: string;
  utmMedium: string;
  utmCampaign: string;
  utmTerm: string;
  utmContent: string;
  utmId: string;
  referrerHost: string;
  searchTerm: string;
  /** Finer channel of the shop's own list: banner, affiliate … */
  channel: string;
}

const TEXTS = [
  'utmSource',
  'utmMedium',
  'utmCampaign',
  'utmTerm',
  'utmContent',
  'utmId',
  'referrerHost',
  'searchTerm',
  'channel',
] as const satisfies readonly (keyof SourceFact)[];

export const NO_SOURCE: SourceFact = {
  ...{ sourceClass: '', paid: false, utmSource: '', utmMedium: '', utmCampaign: '', utmTerm: '' },
  ...{ utmContent: '', utmId: '', referrerHost: '', searchTerm: '', channel: '' },
};

/** A source of which only some fields are known. */
export function sourceFact(known: Partial<SourceFact>): SourceFact {
  return { ...NO_SOURCE, ...known };
}

/** Sources are kept as one text for each distinct one, so that a row carries one code; `''` is no source at all. */
export function sourceText(source: SourceFact): string {
  const texts: string[] = TEXTS.map((field) => source[field]);
  while (texts.at(-1) === '') texts.pop();
  if (texts.length === 0 && source.sourceClass === '' && !source.paid) return '';
  return JSON.stringify([source.sourceClass, source.paid ? 1 : 0, ...texts]);
}

/** Reads back what `sourceText` wrote. */
export function sourceOfText(text: string): SourceFact {
  if (text === '') return NO_SOURCE;
  const [sourceClass, paid, ...texts]: (string | number)[] = JSON.parse(text);
  const source = { ...NO_SOURCE, sourceClass: String(sourceClass), paid: paid === 1 };
  for (const [place, field] of TEXTS.entries()) source[field] = String(texts[place] ?? '');
  return source;
}
