import { type DescFile, toBinary } from '@bufbuild/protobuf';
import { nestedTypes } from '@bufbuild/protobuf/reflect';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';

/** Finds the files of a server's contract by name and by symbol. */
export interface SymbolIndex {
  fileByName(fileName: string): DescFile | undefined;
  /** File that defines a message, enum, extension, service or method, by full name. */
  fileOfSymbol(symbol: string): DescFile | undefined;
}

/** Adds what a file imports, then the file, so that each file comes after all that it needs. */
function addAfterDependencies(files: Map<string, DescFile>, file: DescFile): void {
  if (files.has(file.proto.name)) return;
  for (const dependency of file.dependencies) addAfterDependencies(files, dependency);
  files.set(file.proto.name, file);
}

function symbolsOf(file: DescFile): string[] {
  const types = [...nestedTypes(file)].map((type) => type.typeName);
  const methods = file.services.flatMap((service) =>
    service.methods.map((m) => `${service.typeName}.${m.name}`),
  );
  return [...types, ...methods];
}

/** Indexes the given files and everything that they import. */
export function indexSymbols(roots: Iterable<DescFile>): SymbolIndex {
  const files = new Map<string, DescFile>();
  for (const root of roots) addAfterDependencies(files, root);
  const bySymbol = new Map<string, DescFile>();
  for (const file of files.values()) {
    for (const symbol of symbolsOf(file)) bySymbol.set(symbol, file);
  }
  return {
    fileByName: (fileName) => files.get(fileName),
    fileOfSymbol: (symbol) => bySymbol.get(symbol),
  };
}

/** A file and all that it imports, encoded as google.protobuf.FileDescriptorProto: each file before its imports. */
export function encodeWithDependencies(file: DescFile): Uint8Array<ArrayBuffer>[] {
  const files = new Map<string, DescFile>();
  addAfterDependencies(files, file);
  return [...files.values()].reverse().map((f) => toBinary(FileDescriptorProtoSchema, f.proto));
}
