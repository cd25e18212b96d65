import { create } from '@bufbuild/protobuf';
import {
  IngestDoor,
  IngestJsonRequestSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import type { RefusedItem } from '../domain/parse-items.ts';
import type { IngestDoorway } from '../door.ts';

/** What the door takes in one call. */
const MAX_BODY_BYTES = 500_000;
const MAX_ITEMS = 1_000;

const OPENING = Buffer.from('{"batch":[');
const COMMA = Buffer.from(',');
const CLOSING = Buffer.from(']}');

/** Items on their way through the door of the HTTP API, so that imports pass the same checks. */
export class DoorBatch<T> {
  readonly #parts: Buffer[] = [];
  #bytes = OPENING.length + CLOSING.length;
  readonly entries: T[] = [];

  /** False when the batch is full and must go first; an item that no batch can hold is never taken. */
  add(entry: T, json: Buffer): boolean {
    if (this.entries.length >= MAX_ITEMS || this.#bytes + json.length + 1 > MAX_BODY_BYTES) return false;
    this.#parts.push(this.entries.length === 0 ? OPENING : COMMA, json);
    this.entries.push(entry);
    this.#bytes += json.length + 1;
    return true;
  }

  /** Resolves to the refused ones when all others are durable; throws INTAKE_UNAVAILABLE when they could not be stored. */
  async send(tenant: string, doorway: Pick<IngestDoorway, 'takeJson'>): Promise<RefusedItem[]> {
    if (this.entries.length === 0) return [];
    const body = Buffer.concat([...this.#parts, CLOSING]);
    const request = create(IngestJsonRequestSchema, { door: IngestDoor.BATCH, body });
    return (await doorway.takeJson(tenant, request)).refused;
  }
}
