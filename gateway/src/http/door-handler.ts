import { type Client, createClient, type Transport } from '@connectrpc/connect';
import { IngestionService } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { forTenant, type HttpRequest, type HttpResponse } from '@perennial/runtime';
import type { GatewayConfig } from '../config.ts';
import type { Authenticator } from '../credentials/authenticator.ts';
import type { Caller } from '../credentials/caller.ts';
import { type ReadHeader, readCredential, readWriteKey } from '../credentials/read-credential.ts';
import { gatewayErrors } from '../errors.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import type { Door } from './doors.ts';
import { ingestAnswer } from './ingest-answer.ts';
import type { DoorMatch } from './match-door.ts';
import { bodyForOrder } from './order-body.ts';
import { readBody } from './read-body.ts';

export interface DoorCall {
  match: DoorMatch;
  request: HttpRequest;
  response: HttpResponse;
  header: ReadHeader;
  address: string;
}

/** Browsers' sendBeacon cannot set a content type other than text/plain without a preflight. */
function checkContentType(door: Door, contentType: string | undefined): void {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json' || (door.tracking && type === 'text/plain')) return;
  if (type === undefined && !door.tracking) return;
  throw gatewayErrors.CONTENT_TYPE_UNSUPPORTED();
}

function checkAllowed(caller: Caller, door: Door): void {
  if (caller.kind === 'secret' || (caller.kind === 'public_write' && door.tracking)) return;
  throw gatewayErrors.KEY_NOT_ALLOWED({ kind: caller.kind, operation: door.path });
}

/** Takes POSTs at the HTTP doors and answers when what they bring is durable. */
export class DoorHandler {
  readonly #ingestion: Client<typeof IngestionService>;
  readonly #authenticator: Authenticator;
  readonly #config: GatewayConfig;

  constructor(ingestion: Transport, authenticator: Authenticator, config: GatewayConfig) {
    this.#ingestion = createClient(IngestionService, ingestion);
    this.#authenticator = authenticator;
    this.#config = config;
  }

  async handle(call: DoorCall): Promise<void> {
    const { request, response } = call;
    const { door } = call.match;
    if (door.tracking) {
      allowOrigin(request, response, this.#config.trackingOrigins);
      if (request.method === 'OPTIONS') {
        answerPreflight(response);
        return;
      }
    }
    if (request.method !== 'POST') throw gatewayErrors.HTTP_METHOD_NOT_ALLOWED({ allowed: 'POST' });
    const { status, body } = ingestAnswer(await this.#ingest(call));
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }

  /** The key is checked before the body is read, except where the key stands in the body. */
  async #ingest(call: DoorCall) {
    const { match, request, header, address } = call;
    const { door } = match;
    checkContentType(door, header('content-type'));
    const keyInBody = door.tracking && readCredential(header) === undefined;
    const early = keyInBody ? undefined : await this.#admit(call);
    const limits = { maxBytes: this.#config.doorBodyMaxBytes, timeoutMs: this.#config.doorTimeoutMs };
    const body = await readBody(request, limits);
    const caller = early ?? (await this.#admit(call, readWriteKey(body)));
    return this.#ingestion.ingestJson(
      {
        body: match.orderId === undefined ? body : bodyForOrder(body, match.orderId),
        door: door.door,
        ip: caller.kind === 'public_write' ? address : '',
        userAgent: caller.kind === 'public_write' ? (header('user-agent') ?? '').slice(0, 1024) : '',
        publicKey: caller.kind === 'public_write',
      },
      { ...forTenant(caller.tenant), timeoutMs: this.#config.doorTimeoutMs },
    );
  }

  async #admit({ match, header, address }: DoorCall, writeKey?: string): Promise<Caller> {
    const caller = await this.#authenticator.authenticate(header, address, writeKey);
    checkAllowed(caller, match.door);
    return caller;
  }
}
