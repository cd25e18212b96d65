import type { Recommendation } from '@perennial/contracts/gen/perennial/prediction/v1/affinity_pb';
import {
  RecommendationService,
  RecommendResponseSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { findCustomer, type NamedCustomer } from '../find-customer.ts';
import { tellMissing } from '../predict/prediction-text.ts';
import { productText, tellLearned, timesText } from './recommendation-text.ts';

export interface RecommendFlags {
  strategy?: string;
  count?: number;
  onlyNew?: boolean;
}

const COLUMNS = [
  { title: 'product' },
  { title: 'score', right: true },
  { title: 'bought', right: true },
  { title: 'sold lately', right: true },
  { title: 'because of' },
];

/** Shows what to recommend to a customer. */
export const recommendFor: Command<NamedCustomer & RecommendFlags> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { strategy = '', count = 0, onlyNew = false } = options;
  const { customer } = await findCustomer(context, options);
  const request = { customerId: customer?.customerId ?? '', strategy, count, onlyNew };
  const answer = await connection.client(RecommendationService).recommend(request, { signal });
  if (terminal.json) {
    writeJson(terminal, RecommendResponseSchema, answer);
    return EXIT.ok;
  }
  tellMissing(terminal, answer.missing);
  if (answer.recommendations.length > 0) {
    terminal.out(renderTable(terminal, COLUMNS, answer.recommendations.map(row)));
  } else if (answer.missing.length === 0) terminal.out('nothing goes with what this customer bought');
  tellLearned(terminal, answer.basis);
  return EXIT.ok;
};

function row({ productId, name, score, ownBaskets, lateBaskets, reasons }: Recommendation): string[] {
  const [weightiest] = reasons;
  return [
    productText({ productId, name }),
    score.toFixed(3),
    formatCount(ownBaskets),
    formatCount(lateBaskets),
    weightiest === undefined
      ? '–'
      : `${productText(weightiest)}: ${formatCount(weightiest.count)} with both, ${timesText(weightiest.lift)}`,
  ];
}
