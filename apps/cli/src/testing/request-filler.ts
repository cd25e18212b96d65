import {
  create,
  type DescField,
  type DescMessage,
  type DescMethod,
  type MessageShape,
  ScalarType,
} from '@bufbuild/protobuf';
import { reflect } from '@bufbuild/protobuf/reflect';

/** Names of things of one tenant, by the field that carries them. */
export type KnownNames = Readonly<Record<string, string | bigint>>;

/** Field values that make a request valid, whatever it is about. */
const FITTING: Readonly<Record<string, string | number | bigint>> = {
  method: 1,
  kind: 1,
  door: 1,
  high: 9n,
  low: 1n,
  high_quantile: 0.6,
  low_quantile: 0.3,
  size_bytes: 10n,
  sha256: 'a'.repeat(64),
  piece: 0,
};

function scalarValue(field: DescField, names: KnownNames): unknown {
  const named = names[field.name] ?? FITTING[field.name];
  if (named !== undefined && field.scalar !== ScalarType.BYTES) return named;
  if (field.scalar === ScalarType.BYTES) return new TextEncoder().encode('{"userId":"u-b","event":"x"}');
  return undefined;
}

function fill(message: MessageShape<DescMessage>, desc: DescMessage, names: KnownNames, depth: number): void {
  const target = reflect(desc, message);
  for (const field of desc.fields) {
    if (field.oneof && target.oneofCase(field.oneof)) continue;
    if (field.fieldKind === 'scalar' || field.fieldKind === 'enum') {
      const value = scalarValue(field, names);
      if (value !== undefined) target.set(field, value);
    } else if (field.fieldKind === 'message' && depth > 0 && !field.message.typeName.startsWith('google.')) {
      const inner = create(field.message);
      fill(inner, field.message, names, depth - 1);
      target.set(field, reflect(field.message, inner));
    } else if (field.fieldKind === 'list' && field.listKind === 'scalar' && names[field.name] !== undefined) {
      target.get(field).add(names[field.name]);
    }
  }
}

/** A request that names the known things wherever the method takes such names. */
export function requestNaming(method: DescMethod, names: KnownNames): MessageShape<DescMessage> {
  const message = create(method.input);
  fill(message, method.input, names, 2);
  return message;
}
