import {
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import type { StreamConfig } from '../port.ts';

/** The server's code for adding a stream that exists with another configuration. */
const STREAM_NAME_IN_USE = 10058;

function hasCode(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}

/** What can be changed later; storage and retention cannot. */
function changeable(config: StreamConfig, replicas: number) {
  return {
    subjects: [`${config.subjectPrefix}.>`],
    max_age: nanos(config.maxAgeMs ?? 0),
    duplicate_window: nanos(config.duplicateWindowMs),
    num_replicas: replicas,
  };
}

async function ensureStream(
  manager: JetStreamManager,
  config: StreamConfig,
  replicas: number,
): Promise<void> {
  const wanted = changeable(config, replicas);
  try {
    await manager.streams.update(config.name, wanted);
    return;
  } catch (error) {
    if (!hasCode(error, JetStreamApiCodes.StreamNotFound)) throw error;
  }
  try {
    await manager.streams.add({
      ...wanted,
      name: config.name,
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
    });
  } catch (error) {
    if (!hasCode(error, STREAM_NAME_IN_USE)) throw error;
    await manager.streams.update(config.name, wanted);
  }
}

/** Creates the streams or brings them to the given configuration; two services may do so at once. */
export async function ensureStreams(
  manager: JetStreamManager,
  streams: readonly StreamConfig[],
  replicas: number,
): Promise<void> {
  for (const config of streams) {
    try {
      await ensureStream(manager, config, replicas);
    } catch (error) {
      throw new Error(`Stream ${config.name} cannot be set up on the NATS server`, { cause: error });
    }
  }
}
