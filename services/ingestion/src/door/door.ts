import { setTimeout as delay } from 'node:timers/promises';
import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';
import type { Bus, OutgoingMessage } from '@perennial/bus';
import {
  IngestDoor,
  type IngestionService,
  type IngestJsonRequest,
  type IngestRequest,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { tenantOf } from '@perennial/runtime';
import type { DoorContext } from '../domain/door-context.ts';
import { type Door, isDoor } from '../domain/parse-body.ts';
import { parseItems, type RefusedItem } from '../domain/parse-items.ts';
import { ingestionErrors } from '../errors.ts';
import type { TenantsCache } from '../tenants-cache.ts';
import { type EncodedItems, encodeItems, type JsonBody, type JsonCall } from './json-body.ts';
import { jsonFormOf } from './typed-items.ts';

const MAX_BODY_BYTES = 512_000;
const PUBLISH_TRIES = 3;
const RETRY_DELAY_MS = 200;

export interface DoorPorts {
  bus: Pick<Bus, 'publish'>;
  tenants: TenantsCache;
  now: () => number;
  readJsonBody: (call: JsonCall) => JsonBody | Promise<JsonBody>;
}

/** What the answers of both ways in hold. */
export interface DoorAnswer {
  acceptedCount: number;
  refused: RefusedItem[];
}

function doorOf(door: IngestDoor): Door {
  const name = IngestDoor[door]?.toLowerCase() ?? '';
  if (!isDoor(name)) throw ingestionErrors.DOOR_UNKNOWN();
  return name;
}

/** The two ways in: both end in the same checks, and answer when the accepted items are durable in INTAKE. */
export class IngestDoorway {
  readonly #ports: DoorPorts;

  constructor(ports: DoorPorts) {
    this.#ports = ports;
  }

  async takeJson(tenant: string, request: IngestJsonRequest): Promise<DoorAnswer> {
    const door = doorOf(request.door);
    if (request.body.length > MAX_BODY_BYTES)
      throw ingestionErrors.BODY_TOO_LARGE({ max_bytes: String(MAX_BODY_BYTES) });
    const { ip, userAgent, publicKey, body } = request;
    const context = await this.#context(tenant, {
      publicKey,
      ...(ip === '' ? {} : { ip }),
      ...(userAgent === '' ? {} : { userAgent }),
    });
    const read = await this.#ports.readJsonBody({ tenant, door, body, context });
    if ('bodyRefusal' in read) throw ingestionErrors[read.bodyRefusal]();
    return this.#take(tenant, read);
  }

  async takeTyped(tenant: string, request: IngestRequest): Promise<DoorAnswer> {
    if (request.items.length === 0) throw ingestionErrors.BODY_EMPTY();
    const sent = request.sentTime === undefined ? {} : { sentMs: timestampMs(request.sentTime) };
    return this.takeItems(tenant, request.items.map(jsonFormOf), sent);
  }

  /** Items in the JSON form of a batch, each of which says its `type`; for parts of the service that bring items in by themselves. */
  async takeItems(
    tenant: string,
    items: readonly unknown[],
    sent: Pick<DoorContext, 'sentMs'> = {},
  ): Promise<DoorAnswer> {
    const context = await this.#context(tenant, { publicKey: false, ...sent });
    return this.#take(tenant, encodeItems(tenant, parseItems(items, undefined, undefined, context)));
  }

  async #context(tenant: string, told: Omit<DoorContext, 'receivedMs' | 'tenant'>): Promise<DoorContext> {
    return { ...told, receivedMs: this.#ports.now(), tenant: await this.#ports.tenants.settings(tenant) };
  }

  async #take(
    tenant: string,
    { messages, acceptedCount, refused, tellsOrder }: EncodedItems,
  ): Promise<DoorAnswer> {
    if (tellsOrder) await this.#ports.tenants.markHasOrders(tenant);
    if (acceptedCount > 0) await this.#publish(messages);
    return { acceptedCount, refused };
  }

  /** A publish that may or may not be stored is repeated under the same ids (reliability #4). */
  async #publish(messages: readonly OutgoingMessage[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#ports.bus.publish(messages);
        return;
      } catch (cause) {
        if (attempt === PUBLISH_TRIES) throw ingestionErrors.INTAKE_UNAVAILABLE({}, { cause });
        await delay(RETRY_DELAY_MS * attempt * (0.8 + 0.4 * Math.random()));
      }
    }
  }
}

/** RPC of the door. */
export function ingestionService(doorway: IngestDoorway): ServiceImpl<typeof IngestionService> {
  return {
    ingest: (request, context: HandlerContext) => doorway.takeTyped(tenantOf(context), request),
    ingestJson: (request, context: HandlerContext) => doorway.takeJson(tenantOf(context), request),
  };
}
