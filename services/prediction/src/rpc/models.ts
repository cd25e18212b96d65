import type { ServiceImpl } from '@connectrpc/connect';
import type { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { tenantOf } from '@perennial/runtime';
import { modelMessage, toldTerms, trainingMessage } from './model-messages.ts';
import { missingModel, type PredictionContext } from './prediction-context.ts';
import { reportMessage } from './report-message.ts';

type Handlers = Pick<
  ServiceImpl<typeof PredictionService>,
  'trainModel' | 'getTraining' | 'getModel' | 'listModels' | 'rollBackModel' | 'getReport'
>;

/** Training the models, their versions, and how far to trust them. */
export function modelHandlers(context: PredictionContext): Handlers {
  const { versions, trainer } = context;
  return {
    async trainModel({ terms }, call) {
      return { training: trainingMessage(await trainer.start(tenantOf(call), toldTerms(terms), true)) };
    },
    async getTraining(_request, call) {
      return { training: trainingMessage(trainer.statusOf(tenantOf(call))) };
    },
    async getModel({ version }, call) {
      const tenant = tenantOf(call);
      const found = await versions.get(tenant, version);
      return { model: modelMessage(found, await versions.inForce(tenant)) };
    },
    async listModels(_request, call) {
      const tenant = tenantOf(call);
      const inForce = await versions.inForce(tenant);
      return { models: (await versions.list(tenant)).map((version) => modelMessage(version, inForce)) };
    },
    async rollBackModel({ version }, call) {
      const tenant = tenantOf(call);
      const found = await versions.rollBack(tenant, version);
      return { model: modelMessage(found, await versions.inForce(tenant)) };
    },
    async getReport({ version }, call) {
      const tenant = tenantOf(call);
      if (version === 0 && (await versions.inForce(tenant)) === undefined) {
        return { missing: [...missingModel(context, tenant)] };
      }
      const found = await versions.get(tenant, version);
      return {
        version: found.version,
        missing: found.reportMissing,
        ...(found.report === null ? {} : { report: reportMessage(found.report) }),
      };
    },
  };
}
