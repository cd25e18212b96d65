import type { MessageInitShape } from '@bufbuild/protobuf';
import type { UnknownTextSchema } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { unknownTextKind, unknownTextWarning } from '../domain/unknown-text-warning.ts';
import type { PlacedUnknownText } from '../reading/unknown-texts.ts';

/** An unknown text as answers show it. */
export function unknownTextMessage(unknown: PlacedUnknownText): MessageInitShape<typeof UnknownTextSchema> {
  const { path, text, thing, suggestions, offset, length, excerpt } = unknown;
  return {
    ...{ path, text, offset, length, excerpt },
    what: unknownTextKind(thing),
    suggestions: [...suggestions],
    message: unknownTextWarning(unknown),
  };
}
