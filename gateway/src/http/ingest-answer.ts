import type {
  IngestJsonResponse,
  RefusedItem,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';

function refusedJson(item: RefusedItem) {
  return {
    index: item.index,
    messageId: item.messageId,
    reason: item.reason,
    field: item.field,
    message: item.message,
  };
}

/** Status and body of a door: 400 only when something was refused and nothing accepted. Names as in the proto. */
export function ingestAnswer(result: IngestJsonResponse): { status: number; body: string } {
  const status = result.acceptedCount === 0 && result.refused.length > 0 ? 400 : 200;
  const body = { acceptedCount: result.acceptedCount, refused: result.refused.map(refusedJson) };
  return { status, body: JSON.stringify(body) };
}
