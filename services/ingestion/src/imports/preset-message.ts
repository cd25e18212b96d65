import { create } from '@bufbuild/protobuf';
import {
  type Preset,
  PresetSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { PRESETS } from './domain/presets.ts';
import { formatMessage, kindMessage } from './format-message.ts';

/** The presets, each column with the likeliest of its headers. */
export function presetMessages(): Preset[] {
  return PRESETS.map(({ name, description, kind, columns, timeZone, currency, sourceSystem }) =>
    create(PresetSchema, {
      name,
      description,
      kind: kindMessage(kind),
      format: formatMessage({
        preset: name,
        kind,
        delimiter: '',
        encoding: '',
        decimalSeparator: '',
        columns: new Map([...columns].map(([target, [header = '']]) => [target, header])),
        dateFormat: '',
        timeZone: timeZone ?? '',
        currency: currency ?? '',
        sourceSystem: sourceSystem ?? '',
      }),
    }),
  );
}
