import type { ServiceImpl } from '@connectrpc/connect';
import type { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { tenantOf } from '@perennial/runtime';
import { definitionOf, schemeMessage } from './scheme-messages.ts';
import type { ScoringContext } from './scoring-context.ts';

type Handlers = Pick<
  ServiceImpl<typeof ScoringService>,
  'listSchemes' | 'getScheme' | 'createScheme' | 'updateScheme' | 'deleteScheme'
>;

export function schemeHandlers({ schemes }: ScoringContext): Handlers {
  return {
    async listSchemes(_request, call) {
      const saved = await schemes.list(tenantOf(call));
      return { schemes: saved.map(schemeMessage) };
    },
    async getScheme({ schemeId }, call) {
      return { scheme: schemeMessage(await schemes.get(tenantOf(call), schemeId)) };
    },
    async createScheme({ scheme }, call) {
      if (scheme === undefined) return {};
      return { scheme: schemeMessage(await schemes.create(tenantOf(call), definitionOf(scheme))) };
    },
    async updateScheme({ scheme }, call) {
      if (scheme === undefined) return {};
      const saved = await schemes.update(tenantOf(call), definitionOf(scheme), scheme.etag);
      return { scheme: schemeMessage(saved) };
    },
    async deleteScheme({ schemeId }, call) {
      await schemes.remove(tenantOf(call), schemeId);
      return {};
    },
  };
}
