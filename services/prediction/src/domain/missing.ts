import type { MissingData, NotEnoughData } from '@perennial/models';

/** One thing that there is too little of, by its name in the API. */
export interface Missing {
  what: string;
  have: number;
  need: number;
}

export function missingOf({ missing }: NotEnoughData): Missing[] {
  return missing.map(namedMissing);
}

function namedMissing({ what, have, need }: MissingData): Missing {
  return { what: what.replaceAll('-', '_'), have, need };
}
