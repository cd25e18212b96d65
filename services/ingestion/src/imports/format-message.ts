import { create, fromJsonString, toJson } from '@bufbuild/protobuf';
import {
  type ImportFormat as ImportFormatMessage,
  ImportFormatSchema,
  ImportKind as ImportKindMessage,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import type { ImportFormat, ImportKind } from './domain/import-format.ts';

const KINDS = new Map<ImportKindMessage, ImportKind | ''>([
  [ImportKindMessage.UNSPECIFIED, ''],
  [ImportKindMessage.ORDERS, 'orders'],
  [ImportKindMessage.CUSTOMERS, 'customers'],
  [ImportKindMessage.PRODUCTS, 'products'],
]);

export function kindMessage(kind: ImportKind | ''): ImportKindMessage {
  return [...KINDS].find(([, name]) => name === kind)?.[0] ?? ImportKindMessage.UNSPECIFIED;
}

export function formatFromMessage(message: ImportFormatMessage): ImportFormat {
  const { preset, delimiter, encoding, decimalSeparator, dateFormat, timeZone, currency, sourceSystem } =
    message;
  return {
    preset: preset.trim(),
    kind: KINDS.get(message.kind) ?? '',
    delimiter,
    encoding: encoding.toLowerCase(),
    decimalSeparator,
    columns: new Map(Object.entries(message.columns)),
    dateFormat,
    timeZone,
    currency: currency.toUpperCase(),
    sourceSystem,
  };
}

export function formatMessage(format: ImportFormat): ImportFormatMessage {
  const { kind, columns, ...rest } = format;
  return create(ImportFormatSchema, {
    ...rest,
    kind: kindMessage(kind),
    columns: Object.fromEntries(columns),
  });
}

/** Proto JSON with the columns by name, so that equal formats have equal text. */
export function formatText(format: ImportFormat): string {
  const columns = new Map([...format.columns].sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(toJson(ImportFormatSchema, formatMessage({ ...format, columns })));
}

export function formatMessageOfText(text: string): ImportFormatMessage {
  return fromJsonString(ImportFormatSchema, text);
}

export function formatOfText(text: string): ImportFormat {
  return formatFromMessage(formatMessageOfText(text));
}
