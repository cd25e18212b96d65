import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Numbers of the fields in `google/protobuf/struct.proto`. */
const STRUCT_FIELDS = 1;
const ENTRY_KEY = 1;
const ENTRY_VALUE = 2;
const LIST_VALUES = 1;
const VALUE = { null: 1, number: 2, string: 3, bool: 4, struct: 5, list: 6 } as const;

/**
 * The bytes of a `google.protobuf.Struct` as the field `number` of a message, straight from what the JSON parser gave: by way of messages
 * for each value it takes five times as long, and every event has one. Appended to a message without that field, it is its last.
 */
export function structField(number: number, free: { readonly [key: string]: unknown }): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(number, WireType.LengthDelimited).fork();
  writeStruct(writer, free);
  return writer.join().finish();
}

function writeStruct(writer: BinaryWriter, free: object): void {
  for (const [key, value] of Object.entries(free)) {
    writer.tag(STRUCT_FIELDS, WireType.LengthDelimited).fork();
    writer.tag(ENTRY_KEY, WireType.LengthDelimited).string(key);
    writer.tag(ENTRY_VALUE, WireType.LengthDelimited).fork();
    writeValue(writer, value);
    writer.join().join();
  }
}

function writeValue(writer: BinaryWriter, value: unknown): void {
  if (typeof value === 'string') writer.tag(VALUE.string, WireType.LengthDelimited).string(value);
  else if (typeof value === 'number') writer.tag(VALUE.number, WireType.Bit64).double(value);
  else if (typeof value === 'boolean') writer.tag(VALUE.bool, WireType.Varint).bool(value);
  else if (Array.isArray(value)) writeNested(writer, VALUE.list, () => writeList(writer, value));
  else if (typeof value === 'object' && value !== null)
    writeNested(writer, VALUE.struct, () => writeStruct(writer, value));
  else writer.tag(VALUE.null, WireType.Varint).int32(0);
}

function writeList(writer: BinaryWriter, values: readonly unknown[]): void {
  for (const value of values) writeNested(writer, LIST_VALUES, () => writeValue(writer, value));
}

function writeNested(writer: BinaryWriter, number: number, write: () => void): void {
  writer.tag(number, WireType.LengthDelimited).fork();
  write();
  writer.join();
}
