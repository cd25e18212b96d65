import { join } from 'node:path';
import { missingOnlineRetail, ONLINE_RETAIL_FOLDER, onlineRetailFacts } from './online-retail-facts.ts';
import { exactly, type Figure, measured, type Proof } from './proof.ts';
import { membersByDuckDb } from './retail-duckdb.ts';
import { digestOf, RETAIL_SEGMENTS, retailMembers } from './retail-segments.ts';

export const proof: Proof = {
  name: 'retail-segments',
  title: 'three segments of Online Retail II have the members that DuckDB finds in the file itself',
  short: true,
  async run({ say }): Promise<Figure[]> {
    const missing = missingOnlineRetail();
    if (missing !== undefined) return [measured('left out', `there is no ${missing}`)];
    say('facts from the file');
    const { facts } = onlineRetailFacts();
    say('DuckDB over the file');
    const sheets = ['year_2009-2010.csv.gz', 'year_2010-2011.csv.gz'].map((file) =>
      join(ONLINE_RETAIL_FOLDER, file),
    );
    const found = await membersByDuckDb([sheets[0] ?? '', sheets[1] ?? ''], RETAIL_SEGMENTS);
    const figures: Figure[] = [];
    for (const [place, segment] of RETAIL_SEGMENTS.entries()) {
      const ours = await retailMembers(facts, segment);
      const theirs = found[place] ?? [];
      say(segment.text);
      figures.push(exactly(`members: ${segment.name}`, ours.length, theirs.length));
      figures.push(exactly(`ids: ${segment.name}`, digestOf(ours), digestOf(theirs)));
    }
    return figures;
  },
};
