import type { DescFile } from '@bufbuild/protobuf';
import type { ConnectRouter, ConnectRouterOptions } from '@connectrpc/connect';
import { file_google_rpc_error_details } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { ServerReflection as ReflectionV1 } from '@perennial/contracts/gen/grpc/reflection/v1/reflection_pb';
import { ServerReflection as ReflectionV1Alpha } from '@perennial/contracts/gen/grpc/reflection/v1alpha/reflection_pb';
import { answerReflection, type ReflectionQuestion } from './answer.ts';
import { indexSymbols } from './symbol-index.ts';

async function* answers<Request extends { host: string; messageRequest: ReflectionQuestion }>(
  requests: AsyncIterable<Request>,
  answer: (question: ReflectionQuestion) => ReturnType<typeof answerReflection>,
) {
  for await (const request of requests) {
    yield {
      validHost: request.host,
      originalRequest: request,
      messageResponse: answer(request.messageRequest),
    };
  }
}

/** Registers grpc.reflection v1 and v1alpha for what the router serves by then; `files` may add more descriptors. */
export function registerReflection(
  router: ConnectRouter,
  files: readonly DescFile[],
  options: ConnectRouterOptions,
): void {
  const served = new Map(router.handlers.map(({ service }) => [service.typeName, service]));
  for (const service of [ReflectionV1, ReflectionV1Alpha]) served.set(service.typeName, service);
  const names = [...served.keys()].sort();
  const serviceFiles = [...served.values()].map((service) => service.file);
  // No service imports the details of errors, and without them a client shows only bytes.
  const index = indexSymbols([...serviceFiles, file_google_rpc_error_details, ...files]);
  const answer = (question: ReflectionQuestion) => answerReflection(index, names, question);
  router.service(ReflectionV1, { serverReflectionInfo: (requests) => answers(requests, answer) }, options);
  router.service(
    ReflectionV1Alpha,
    { serverReflectionInfo: (requests) => answers(requests, answer) },
    options,
  );
}
