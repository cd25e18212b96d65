import { type DescMessage, type MessageShape, toJson } from '@bufbuild/protobuf';
import type { Terminal } from './terminal.ts';

/** A message as proto JSON; zeros and empty lists are written, so that every field is there. */
export function messageJson<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>) {
  return toJson(schema, message, { alwaysEmitImplicit: true });
}

/** Writes a message as indented JSON. */
export function writeJson<Desc extends DescMessage>(
  terminal: Terminal,
  schema: Desc,
  message: MessageShape<Desc>,
): void {
  terminal.out(JSON.stringify(messageJson(schema, message), null, 2));
}
