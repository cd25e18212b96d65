import type { StreamConfig } from '../port.ts';

export const DEAD_STREAM = 'DEAD';

/** The stream that every bus holds beside its own: `dead.<stream>.<tenant>`, without partitions, kept until someone decides. */
const DEAD_STREAM_CONFIG: StreamConfig = {
  name: DEAD_STREAM,
  subjectPrefix: 'dead',
  duplicateWindowMs: 120_000,
};

/** The streams of a bus with DEAD among them; a configuration of DEAD in `streams` wins. */
export function withDeadStream(streams: readonly StreamConfig[]): StreamConfig[] {
  return streams.some((stream) => stream.name === DEAD_STREAM)
    ? [...streams]
    : [...streams, DEAD_STREAM_CONFIG];
}
