import type { DescService } from '@bufbuild/protobuf';
import { type Client, createClient, type Transport } from '@connectrpc/connect';

/** A typed client of a service; it does not matter to callers whether the service runs in this process. */
export function createServiceClient<Service extends DescService>(
  service: Service,
  transport: Transport,
): Client<Service> {
  return createClient(service, transport);
}
