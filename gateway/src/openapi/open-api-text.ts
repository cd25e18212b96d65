import type { DescFile } from '@bufbuild/protobuf';
import { PUBLIC_SERVICES } from '../rpc/public-services.ts';
import { readContractComments } from './contract-comments.ts';
import { openApiDocument } from './open-api-document.ts';

/** Files of the services and all that they import, ours only. */
function ownFiles(): Set<DescFile> {
  const files = new Set<DescFile>();
  const add = (file: DescFile) => {
    if (files.has(file) || !file.name.startsWith('perennial/')) return;
    files.add(file);
    file.dependencies.forEach(add);
  };
  for (const service of PUBLIC_SERVICES) add(service.file);
  return files;
}

async function build(): Promise<string> {
  return JSON.stringify(openApiDocument(PUBLIC_SERVICES, await readContractComments(ownFiles())));
}

let text: Promise<string> | undefined;

/** The API document as JSON; built at the first call. */
export function openApiText(): Promise<string> {
  text ??= build();
  return text;
}
