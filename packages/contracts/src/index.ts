export type { EventEnvelope } from './envelope.ts';
export { dedupId, EnvelopeError, envelopeFromHeaders, envelopeHeaders } from './envelope.ts';
export { originalEventId, republishedEventId } from './event-id.ts';
export { partitionOf } from './partition.ts';
export {
  changeSubject,
  eventSubject,
  intakeSubject,
  isToken,
  PARTITION_COUNT,
  STREAMS,
  tenantOfSubject,
} from './streams.ts';
