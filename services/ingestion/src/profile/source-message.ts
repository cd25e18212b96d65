import { create } from '@bufbuild/protobuf';
import { type Source, SourceSchema } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import { SOURCE_CLASSES, type VisitSource } from './domain/visit-source.ts';

/** The source of an event; null when it shows none. */
export function sourceFromMessage(source: Source | undefined): VisitSource | null {
  if (source === undefined) return null;
  const sourceClass = SOURCE_CLASSES[source.sourceClass] ?? '';
  if (sourceClass === '') return null;
  const { $typeName: _type, $unknown: _unknown, sourceClass: _class, paid, ...raw } = source;
  const told = Object.entries(raw).filter(([, value]) => value !== '');
  return { sourceClass, paid, ...Object.fromEntries(told) };
}

export function sourceToMessage(source: VisitSource): Source {
  const sourceClass = SOURCE_CLASSES.indexOf(source.sourceClass);
  return create(SourceSchema, { ...source, sourceClass });
}
