import type { MessageShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ConnectRouter } from '@connectrpc/connect';
import {
  IngestionService,
  type IngestJsonRequestSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { runtimeErrors, tenantOf } from '@perennial/runtime';

/** One body that came through to ingestion. */
export interface Delivered {
  tenant: string;
  request: MessageShape<typeof IngestJsonRequestSchema>;
}

const RECENCY = ['short', 'medium', 'long'];
const FREQUENCY = ['casual', 'regular', 'often'];
const MONETARY = ['saver', 'average', 'big_spender'];

function cells() {
  return RECENCY.flatMap((recency, r) =>
    FREQUENCY.flatMap((frequency, f) =>
      MONETARY.map((monetary, m) => ({
        recency,
        frequency,
        monetary,
        figures: { customers: BigInt(r + f + m), orders: BigInt(f * 10), netMinor: BigInt(m * 12_345) },
      })),
    ),
  );
}

/**
 * The services behind the gateway as neighbours in this process: ingestion accepts every body and remembers it (refusing those that
 * say so), scoring shows a fixed panel.
 */
export function neighbours(delivered: Delivered[]): (router: ConnectRouter) => void {
  return (router) => {
    router.service(IngestionService, {
      ingestJson(request, context) {
        delivered.push({ tenant: tenantOf(context), request });
        const text = new TextDecoder().decode(request.body);
        if (!text.includes('"refuse"')) return { acceptedCount: 1 };
        return { refused: [{ index: 0, reason: 'TEST_REFUSED', field: 'event', message: 'asked for' }] };
      },
    });
    router.service(TenantsService, {
      getTenant: (_request, context) => ({ tenant: { name: `Shop ${tenantOf(context)}`, currency: 'EUR' } }),
      updateTenant: ({ tenant }) => ({ tenant: tenant ?? {} }),
    });
    router.service(ScoringService, {
      getRfmPanel: ({ schemeId }) => ({
        schemeId: schemeId || 'default',
        currency: 'EUR',
        total: { customers: 81n, orders: 270n, netMinor: 333_315n },
        recency: RECENCY.map((name) => ({ class: name, figures: { customers: 27n } })),
        cells: cells(),
        freshTime: timestampFromMs(0),
      }),
      getScheme: () => {
        throw runtimeErrors.REQUEST_INVALID(
          { violation_count: '1' },
          { fieldViolations: [{ field: 'scheme_id', description: 'is not known' }] },
        );
      },
    });
  };
}
