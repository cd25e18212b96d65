export type { GivenUp } from './dead-letter/dead-letter-codec.ts';
export { DEAD_STREAM } from './dead-letter/dead-letter-stream.ts';
export { listDeadLetters } from './dead-letter/list-dead-letters.ts';
export { parkDeadLetter } from './dead-letter/park-dead-letter.ts';
export { discardDeadLetter, replayDeadLetter } from './dead-letter/settle-dead-letter.ts';
export { type EmbeddedBusOptions, openEmbeddedBus } from './embedded/embedded-bus.ts';
export type { NatsBusOptions } from './nats/nats-bus.ts';
export { openNatsBus } from './nats/open-nats-bus.ts';
export { MessageRefusedError } from './outgoing-check.ts';
export {
  type Bus,
  type DeadLetter,
  type Delivery,
  type Message,
  type OutgoingMessage,
  PARTITION_COUNT,
  type Published,
  PublishRefusedError,
  PublishUnknownError,
  type ReadOptions,
  type StreamConfig,
  type StreamState,
  TerminalError,
  type Work,
  type WorkHandler,
  type WorkOptions,
} from './port.ts';
export {
  type PartitionReader,
  type ReaderOptions,
  type ReaderState,
  startReader,
} from './reader/partition-reader.ts';
