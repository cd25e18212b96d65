import { fromBinary } from '@bufbuild/protobuf';
import { afterEach, beforeEach } from '@jest/globals';
import { Cause, SegmentEnteredSchema } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { until } from '@perennial/live/testing';
import { type FollowedBench, type FollowedRun, openFollowedBench } from './followed-fixture.ts';
import { TENANT } from './segmentation-fixture.ts';

/** Published. */
export interface Transition {
  /** As `entered by event`. */
  what: string;
  customerId: string;
  timeMs: number;
}

/** Segmentation that follows a shop, anew for each test. */
export class FollowedLife {
  readonly #startMs: number;
  #bench: FollowedBench | undefined;
  #run: FollowedRun | undefined;

  constructor(startMs: number) {
    this.#startMs = startMs;
    beforeEach(async () => {
      this.#bench = await openFollowedBench(this.#startMs);
      await this.#start();
    });
    afterEach(async () => {
      await this.run.stop();
      await this.bench.close();
    });
  }

  get bench(): FollowedBench {
    if (this.#bench === undefined) throw new TypeError('there is a bench during tests only');
    return this.#bench;
  }

  get run(): FollowedRun {
    if (this.#run === undefined) throw new TypeError('there is a run during tests only');
    return this.#run;
  }

  /** @param text in the text form */
  async createSegment(segmentId: string, text: string): Promise<void> {
    const condition = { form: { case: 'text', value: text } } as const;
    await this.run.client.createSegment({ segment: { segmentId, condition } }, TENANT);
  }

  /** @param meanwhile what changes while nobody runs */
  async restart(meanwhile: () => void = () => undefined): Promise<void> {
    await this.run.stop();
    this.bench.clock.forgetAlarms();
    meanwhile();
    await this.#start();
  }

  async told(): Promise<Transition[]> {
    return (await this.bench.changes()).map(({ subject, data }) => {
      const { cause, customerId, time } = fromBinary(SegmentEnteredSchema, data);
      const what = `${subject.split('_').at(-1)} by ${Cause[cause].toLowerCase()}`;
      return { what, customerId, timeMs: Number(time?.seconds) * 1000 };
    });
  }

  /** Waits until so many are told; resolves to all that are. */
  async untilTold(count: number): Promise<Transition[]> {
    await until(`${count} transitions are told`, async () => (await this.told()).length >= count);
    return this.told();
  }

  async #start(): Promise<void> {
    this.#run = this.bench.run();
    await this.#run.start();
  }
}
