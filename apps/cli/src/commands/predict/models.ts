import type { Model } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import {
  ListModelsResponseSchema,
  PredictionService,
  RollBackModelResponseSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { NO_MODEL } from './prediction-text.ts';

const COLUMNS = [
  { title: 'version', right: true },
  { title: 'trained (UTC)' },
  { title: 'model' },
  { title: 'parameters' },
  { title: 'customers', right: true },
  { title: 'AUC', right: true },
  { title: 'predicted/actual', right: true },
  { title: '' },
];

/** Lists the versions of the models. */
export const listModels: Command<object> = async ({ connection, terminal, signal }) => {
  const answer = await connection.client(PredictionService).listModels({}, { signal });
  if (terminal.json) writeJson(terminal, ListModelsResponseSchema, answer);
  else if (answer.models.length === 0) terminal.out(NO_MODEL);
  else terminal.out(renderTable(terminal, COLUMNS, answer.models.map(modelRow)));
  return EXIT.ok;
};

function modelRow(model: Model): string[] {
  const { version, trainTime, name, parameters, customers, auc, predictedOverActual } = model;
  return [
    String(version),
    formatTime(trainTime),
    name,
    parameters.map((each) => `${each.name} ${each.value.toPrecision(3)}`).join(', '),
    formatCount(customers),
    auc?.toFixed(3) ?? '–',
    predictedOverActual?.toFixed(2) ?? '–',
    model.inForce ? `in force${model.pinned ? ', pinned' : ''}` : '',
  ];
}

/** Puts an earlier version in force. */
export const rollBack: Command<{ version?: number }> = async ({ connection, terminal, signal }, options) => {
  const { version = 0 } = options;
  const answer = await connection.client(PredictionService).rollBackModel({ version }, { signal });
  if (terminal.json) writeJson(terminal, RollBackModelResponseSchema, answer);
  else
    terminal.out(
      `${terminal.colors.green('✓')} version ${answer.model?.version} is in force until a training is asked for`,
    );
  return EXIT.ok;
};
