import {
  ListAssociationsResponseSchema,
  RecommendationService,
} from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { tellMissing } from '../predict/prediction-text.ts';
import { productText, tellLearned, tellMore, timesText } from './recommendation-text.ts';

export interface AssociationOptions {
  productId: string;
  relation?: string;
  limit: number;
  pageToken?: string;
}

const COLUMNS = [
  { title: 'product' },
  { title: 'strength', right: true },
  { title: 'count', right: true },
  { title: 'than by chance', right: true },
];

/** Shows what goes with a product. */
export const recommendWith: Command<AssociationOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { productId, relation = '', limit: pageSize, pageToken = '' } = options;
  const page = await connection
    .client(RecommendationService)
    .listAssociations({ productId, relation, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListAssociationsResponseSchema, page);
    return EXIT.ok;
  }
  tellMissing(terminal, page.missing);
  const rows = page.associations.map(({ productId: otherId, name, strength, count, lift }) => [
    productText({ productId: otherId, name }),
    strength.toFixed(3),
    formatCount(count),
    timesText(lift),
  ]);
  if (rows.length > 0) terminal.out(renderTable(terminal, COLUMNS, rows));
  else if (page.missing.length === 0) {
    terminal.out(`nothing goes with ${productText({ productId, name: page.name })} beyond chance`);
  }
  tellLearned(terminal, page.basis);
  tellMore(terminal, page.nextPageToken);
  return EXIT.ok;
};
