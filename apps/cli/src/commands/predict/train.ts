import { setTimeout as delay } from 'node:timers/promises';
import {
  type Training,
  TrainingSchema,
  TrainingState,
} from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { EXIT, type ExitCode } from '../../output/exit-code.ts';
import { writeJson } from '../../output/json-output.ts';
import { type ShareBar, shareBar } from '../../output/share-bar.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command, CommandContext } from '../command.ts';
import { tellMissing } from './prediction-text.ts';

export interface TrainOptions {
  purchaseDays?: number;
  churnDays?: number;
  valueDays?: number;
  discount?: number;
  margin?: number;
}

const LOOK_AGAIN_MS = 300;

/** Steps of a training by their names in the API. */
const STEPS: Readonly<Record<string, string>> = {
  waiting: 'waiting for its turn',
  reading: 'reading all purchases',
  choosing: 'choosing the model',
  holdout: 'holding it to the last weeks',
  fitting: 'fitting it to everything',
  season: 'looking for the season',
  channels: 'fitting what comes of channels',
  affinity: 'learning what goes with what',
};

/** Trains the models and waits for the end. */
export const trainModel: Command<TrainOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { purchaseDays, churnDays, valueDays, discount, margin } = options;
  const terms = {
    ...(purchaseDays === undefined ? {} : { purchaseHorizonDays: purchaseDays }),
    ...(churnDays === undefined ? {} : { churnHorizonDays: churnDays }),
    ...(valueDays === undefined ? {} : { valueHorizonDays: valueDays }),
    ...(discount === undefined ? {} : { yearlyDiscountRate: discount }),
    ...(margin === undefined ? {} : { margin }),
  };
  await connection.client(PredictionService).trainModel({ terms }, { signal });
  const bar = shareBar(terminal, 'training');
  try {
    return report(terminal, await ended(context, bar));
  } finally {
    bar.stop();
  }
};

async function ended({ connection, signal }: CommandContext, bar: ShareBar): Promise<Training | undefined> {
  for (;;) {
    const { training } = await connection.client(PredictionService).getTraining({}, { signal });
    const { progress = 0, step = '' } = training ?? {};
    bar.show(progress, STEPS[step] ?? step);
    if (training?.state !== TrainingState.RUNNING) return training;
    await delay(LOOK_AGAIN_MS, undefined, { signal });
  }
}

function report(terminal: Terminal, training: Training | undefined): ExitCode {
  const isDone = training?.state === TrainingState.DONE;
  if (terminal.json && training !== undefined) writeJson(terminal, TrainingSchema, training);
  else if (isDone) {
    terminal.out(
      `${terminal.colors.green('✓')} version ${training.version} is trained; see perennial predict report`,
    );
  } else {
    tellMissing(terminal, training?.missing ?? []);
    if (training?.error) terminal.error(training.error);
  }
  return isDone ? EXIT.ok : EXIT.failure;
}
