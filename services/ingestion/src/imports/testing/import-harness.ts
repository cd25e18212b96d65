import { createHash } from 'node:crypto';
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import type { Client } from '@connectrpc/connect';
import { STREAMS } from '@perennial/contracts';
import {
  type Import,
  type ImportError,
  ImportFormatSchema,
  ImportState,
  ImportsService,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { createInMemoryTransport, createServiceClient, forTenant, silentLogger } from '@perennial/runtime';
import type { IntakeItem } from '../../domain/intake-item.ts';
import { decodeIntake } from '../../intake-codec.ts';
import { TenantsStore } from '../../tenants-store.ts';
import { type EmbeddedPorts, openEmbeddedPorts, readAll } from '../../testing/embedded-ports.ts';
import { createImports, type Imports } from '../imports.ts';

export const TENANT = forTenant('shop');
const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const PIECE_BYTES = 786_432;
const DEADLINE_MS = 120_000;
const POLL_MS = 10;

export type Format = MessageInitShape<typeof ImportFormatSchema>;

/** The imports of a tenant, on embedded ports in a temporary folder. */
export interface ImportHarness {
  ports: EmbeddedPorts;
  client: Client<typeof ImportsService>;
  /** Stops the imports and builds them anew on the same data, as after a restart. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** @param publish what carries the items to INTAKE; absent: the bus */
export async function openImports(
  options: { publish?: (ports: EmbeddedPorts) => EmbeddedPorts['bus']['publish']; currency?: string } = {},
): Promise<ImportHarness> {
  const ports = await openEmbeddedPorts(() => NOW);
  const tenants = new TenantsStore(ports.store);
  await tenants.replace('shop', { ...(await tenants.find('shop')), currency: options.currency ?? 'EUR' });
  let imports: Imports = build();
  function build(): Imports {
    const publish = options.publish?.(ports) ?? ((messages) => ports.bus.publish(messages));
    return createImports({
      bus: { publish },
      store: ports.store,
      clock: () => NOW,
      logger: silentLogger(),
      owner: 'test',
      pageTokenKey: new Uint8Array(32),
      tenantCacheMs: 1_000,
    });
  }
  const transport = createInMemoryTransport({
    routes: (router) => imports.routes(router),
    logger: silentLogger(),
  });
  await imports.start();
  return {
    ports,
    client: createServiceClient(ImportsService, transport),
    async restart() {
      await imports.stop();
      imports = build();
      await imports.start();
    },
    stop: () => imports.stop(),
    async close() {
      await imports.stop();
      await ports.close();
    },
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export async function createOf(harness: ImportHarness, bytes: Uint8Array, format: Format) {
  const request = {
    fileName: 'f.csv',
    format: create(ImportFormatSchema, format),
    sizeBytes: BigInt(bytes.length),
  };
  return harness.client.createImport({ ...request, sha256: sha256Of(bytes) }, TENANT);
}

/** Sends the pieces that are not here yet. */
export async function upload(
  harness: ImportHarness,
  bytes: Uint8Array,
  format: Format,
  pieceBytes = PIECE_BYTES,
): Promise<string> {
  const created = await createOf(harness, bytes, format);
  const importId = created.import?.importId ?? '';
  let offset = Number(created.import?.uploadedBytes ?? 0n);
  while (offset < bytes.length) {
    const piece = bytes.subarray(offset, offset + pieceBytes);
    const answer = await harness.client.uploadImportPiece(
      { importId, offset: BigInt(offset), piece },
      TENANT,
    );
    offset = Number(answer.import?.uploadedBytes ?? 0n);
  }
  return importId;
}

/** Waits until an import is done or given up. */
export async function settled(harness: ImportHarness, importId: string): Promise<Import> {
  const endsAtMs = performance.now() + DEADLINE_MS;
  for (;;) {
    const { import: found } = await harness.client.getImport({ importId }, TENANT);
    if (found?.state === ImportState.DONE || found?.state === ImportState.FAILED) return found;
    if (performance.now() > endsAtMs) throw new Error(`import ${importId} is not done in time`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export async function importCsv(
  harness: ImportHarness,
  csv: string | Uint8Array,
  format: Format,
  pieceBytes?: number,
): Promise<Import> {
  const bytes = typeof csv === 'string' ? Buffer.from(csv) : csv;
  return settled(harness, await upload(harness, bytes, format, pieceBytes));
}

export async function errorsOf(harness: ImportHarness, importId: string): Promise<ImportError[]> {
  return (await harness.client.listImportErrors({ importId, pageSize: 500 }, TENANT)).errors;
}

/** The items in INTAKE in their order, repeats by message id left out as its reader leaves them out. */
export async function intakeItems({ ports }: ImportHarness): Promise<IntakeItem[]> {
  const items = (await readAll(ports.bus, STREAMS.intake.name)).flatMap(decodeIntake);
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
