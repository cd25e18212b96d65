import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/**
 * A payload without one of its fields, where that field stands last, as the highest number does: so that what nobody asks for is not
 * decoded. Otherwise the payload as it is.
 */
export function withoutLastField(data: Uint8Array, number: number): Uint8Array {
  const reader = new BinaryReader(data);
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    passOver(reader, tag);
    if (tag >>> 3 === number && reader.pos === reader.len) return data.subarray(0, start);
  }
  return data;
}

function passOver(reader: BinaryReader, tag: number): void {
  if ((tag & 7) !== WireType.LengthDelimited) {
    reader.skip(tag & 7, tag >>> 3);
    return;
  }
  // `skip` makes a view of what it skips, which costs more than all the rest here.
  const length = reader.uint32();
  reader.pos += length;
}
