import { checkSubject } from './outgoing-check.ts';
import { PARTITION_COUNT, type StreamConfig } from './port.ts';
import { tokenAt } from './subject.ts';

/** Where the messages of a subject lie. */
export interface Address {
  stream: StreamConfig;
  partition: number;
}

/** Subjects remembered; beyond that all are looked at again. A tenant has 32 a type of event. */
const MAX_ADDRESSES = 20_000;

/** Finds the stream of a subject, and in it the partition and the tenant. Names and prefixes must differ. */
export class StreamDirectory {
  readonly all: readonly StreamConfig[];
  readonly #byName = new Map<string, StreamConfig>();
  readonly #byPrefix = new Map<string, StreamConfig>();
  readonly #addresses = new Map<string, Address>();

  constructor(streams: readonly StreamConfig[]) {
    this.all = streams;
    for (const stream of streams) {
      if (this.#byName.has(stream.name) || this.#byPrefix.has(stream.subjectPrefix)) {
        throw new Error(
          `Stream ${stream.name}: its name or prefix "${stream.subjectPrefix}" is taken already`,
        );
      }
      this.#byName.set(stream.name, stream);
      this.#byPrefix.set(stream.subjectPrefix, stream);
    }
  }

  named(name: string): StreamConfig {
    const stream = this.#byName.get(name);
    if (!stream) throw new Error(`No stream ${name}: this bus was opened with ${this.#names()}`);
    return stream;
  }

  holding(subject: string): StreamConfig {
    const stream = this.#byPrefix.get(tokenAt(subject, 0) ?? '');
    if (!stream)
      throw new Error(`No stream holds the subject ${subject}: this bus was opened with ${this.#names()}`);
    return stream;
  }

  /** @throws MessageRefusedError or Error for a subject that may not be, that no stream holds, or whose partition is none. */
  address(subject: string): Address {
    const known = this.#addresses.get(subject);
    if (known) return known;
    const stream = this.holding(subject);
    checkSubject(subject);
    const address = { stream, partition: partitionOf(stream, subject) };
    if (this.#addresses.size >= MAX_ADDRESSES) this.#addresses.clear();
    this.#addresses.set(subject, address);
    return address;
  }

  #names(): string {
    return this.all.map((stream) => `${stream.name} (${stream.subjectPrefix}.>)`).join(', ') || 'none';
  }
}

/** The partition in a subject; 0 in a stream without partitions. Throws on anything but 0 to `PARTITION_COUNT - 1`. */
export function partitionOf(stream: StreamConfig, subject: string): number {
  if (stream.partitionToken === undefined) return 0;
  const token = tokenAt(subject, stream.partitionToken) ?? '';
  const partition = Number(token);
  if (
    String(partition) !== token ||
    !Number.isInteger(partition) ||
    partition < 0 ||
    partition >= PARTITION_COUNT
  ) {
    throw new Error(
      `Subject ${subject}: token ${stream.partitionToken} must be a partition from 0 to ${PARTITION_COUNT - 1}`,
    );
  }
  return partition;
}

/** The tenant in a subject: the token before the partition, or the last one in a stream without partitions. */
export function tenantOf(stream: StreamConfig, subject: string): string {
  const index =
    stream.partitionToken === undefined ? subject.split('.').length - 1 : stream.partitionToken - 1;
  return tokenAt(subject, index) ?? '';
}

/** The partitions to look for, or null when all are wanted and none need be looked for. */
export function wantedPartitions(partitions: readonly number[] | undefined): ReadonlySet<number> | null {
  const wanted = new Set(partitions);
  return partitions === undefined || wanted.size === PARTITION_COUNT ? null : wanted;
}
