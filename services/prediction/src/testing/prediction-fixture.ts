import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { type Client, createClient } from '@connectrpc/connect';
import type { OutgoingMessage } from '@perennial/bus';
import { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import {
  type TermsSchema,
  type Training,
  TrainingState,
} from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { type MortalBench, type MortalRun, openFollowerBench, until } from '@perennial/live/testing';
import { createInMemoryTransport, forTenant, silentLogger } from '@perennial/runtime';
import { createPrediction, type PredictionOptions } from '../create-prediction.ts';

export type Bench = MortalBench<Run>;

export interface Run extends MortalRun {
  client: Client<typeof PredictionService>;
  channels: Client<typeof ChannelService>;
  recommendation: Client<typeof RecommendationService>;
  /** Trains and waits until it has ended. */
  train(terms?: MessageInitShape<typeof TermsSchema>): Promise<Training>;
  /** Publishes and waits until predicted. */
  take(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Moves the clock and waits until everything due by then is worked through. */
  moveTo(nowMs: number): Promise<void>;
}

/** A training takes a few seconds on a quiet machine. */
const TRAINING_PATIENCE_MS = 60_000;

export const TENANT = forTenant('demo');

export interface BenchOptions extends Pick<PredictionOptions, 'train' | 'learn'> {
  /** Alarms at other instants never ring; default all are heard. */
  isHeard?: (atMs: number) => boolean;
}

/** Prediction on the embedded bus and store in a folder of its own, with a clock that the test moves. */
export async function openBench(startMs: number, options: BenchOptions = {}): Promise<Bench> {
  const { isHeard = () => true, ...threads } = options;
  const bench = await openFollowerBench(startMs);
  const { clock } = bench;
  return {
    ...bench,
    run(over) {
      const ports = bench.ports(over);
      const { facts } = ports;
      const prediction = createPrediction({
        ...ports,
        ...threads,
        tenantSettings: async () => ({ currency: 'EUR', timeZone: 'UTC' }),
        logger: silentLogger(),
        clock: clock.now,
        setAlarm: (atMs, ring) => (isHeard(atMs) ? clock.setAlarm(atMs, ring) : () => undefined),
        config: { pageTokenSecret: new Uint8Array(32) },
      });
      const transport = createInMemoryTransport({ routes: prediction.routes, logger: silentLogger() });
      const client = createClient(PredictionService, transport);
      return {
        start: async () => {
          await prediction.start();
          await facts.start();
        },
        reached: facts.reached,
        async stop() {
          await prediction.stop();
          await facts.stop();
        },
        client,
        channels: createClient(ChannelService, transport),
        recommendation: createClient(RecommendationService, transport),
        async train(terms = {}) {
          await client.trainModel({ terms }, TENANT);
          let training: Training | undefined;
          await until(
            'the training has ended',
            async () => {
              ({ training } = await client.getTraining({}, TENANT));
              return training?.state !== TrainingState.RUNNING;
            },
            TRAINING_PATIENCE_MS,
          );
          if (training === undefined) throw new Error('no training was told');
          return training;
        },
        async take(messages) {
          await facts.reached(await bench.publish(messages));
        },
        async moveTo(nowMs) {
          clock.moveTo(nowMs);
          const day = new Date(nowMs).toISOString().slice(0, 10);
          await until('the tenant has followed time', async () => {
            const { basis } = await client.getMatrix({}, TENANT);
            return basis?.at !== undefined && timestampDate(basis.at).toISOString().startsWith(day);
          });
        },
      };
    },
  };
}
