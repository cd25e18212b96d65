import type { DescFile } from '@bufbuild/protobuf';
import { Code } from '@connectrpc/connect';
import { encodeWithDependencies, type SymbolIndex } from './symbol-index.ts';

/** The question of a reflection request, the same in v1 and v1alpha. */
export interface ReflectionQuestion {
  readonly case: string | undefined;
  readonly value?: unknown;
}

/** The answer of a reflection response, the same in v1 and v1alpha. */
export type ReflectionAnswer =
  | { case: 'fileDescriptorResponse'; value: { fileDescriptorProto: Uint8Array<ArrayBuffer>[] } }
  | { case: 'listServicesResponse'; value: { service: { name: string }[] } }
  | { case: 'errorResponse'; value: { errorCode: number; errorMessage: string } };

function failure(errorCode: Code, errorMessage: string): ReflectionAnswer {
  return { case: 'errorResponse', value: { errorCode, errorMessage } };
}

function fileAnswer(file: DescFile | undefined, wanted: string): ReflectionAnswer {
  if (!file) return failure(Code.NotFound, `${wanted} is not part of this server's contract`);
  return { case: 'fileDescriptorResponse', value: { fileDescriptorProto: encodeWithDependencies(file) } };
}

/** Answers one reflection question from the index and the names of the services served. */
export function answerReflection(
  index: SymbolIndex,
  serviceNames: readonly string[],
  question: ReflectionQuestion,
): ReflectionAnswer {
  const wanted = typeof question.value === 'string' ? question.value : '';
  switch (question.case) {
    case 'listServices':
      return { case: 'listServicesResponse', value: { service: serviceNames.map((name) => ({ name })) } };
    case 'fileByFilename':
      return fileAnswer(index.fileByName(wanted), wanted);
    case 'fileContainingSymbol':
      return fileAnswer(index.fileOfSymbol(wanted), wanted);
    case 'fileContainingExtension':
    case 'allExtensionNumbersOfType':
      return failure(Code.NotFound, 'this server publishes no extensions');
    default:
      return failure(Code.InvalidArgument, 'the reflection request asks nothing this server knows');
  }
}
