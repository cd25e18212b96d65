import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { CommandError } from '../../output/failure.ts';
import { formatCount } from '../../output/format.ts';
import { shareBar } from '../../output/share-bar.ts';
import type { Command } from '../command.ts';
import { type NamedAudience, readAudience } from './named-audience.ts';

export interface ExportOptions extends NamedAudience {
  /** Unset writes to the output. */
  output?: string;
  columns: string[];
  at?: Date;
}

async function opened(path: string): Promise<FileHandle> {
  return await open(path, 'w').catch((cause: Error) => {
    throw new CommandError(`${path} cannot be written: ${cause.message}`, EXIT.failure, { cause });
  });
}

async function print(piece: Uint8Array): Promise<void> {
  if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}

/** Writes the members as CSV. */
export const exportMembers: Command<ExportOptions> = async ({ connection, terminal, signal }, options) => {
  const { output, columns, at } = options;
  const audience = await readAudience(options);
  const request = { audience, columns, ...(at ? { at: timestampFromDate(at) } : {}) };
  // Where the file takes no more, neither the rest of the answer nor a time limit keeps the process.
  const ending = new AbortController();
  const pieces = connection
    .client(SegmentationService)
    .exportMembers(request, { signal: AbortSignal.any([signal, ending.signal]), timeoutMs: 0 });
  // Opened with the first piece: what is refused leaves a file as it is.
  let file: FileHandle | undefined;
  const bar = shareBar(terminal, 'export');
  let total = 0n;
  try {
    for await (const { csv, totalCount, doneCount } of pieces) {
      if (output === undefined) await print(csv);
      else {
        file ??= await opened(output);
        await file.writeFile(csv);
      }
      total = totalCount;
      if (totalCount > 0n) bar.show(Number(doneCount) / Number(totalCount));
    }
  } finally {
    bar.stop();
    ending.abort();
    await file?.close();
  }
  if (output === undefined) return EXIT.ok;
  if (terminal.json) terminal.out(JSON.stringify({ file: output, totalCount: String(total) }));
  else terminal.out(`${formatCount(total)} customers in ${output}`);
  return EXIT.ok;
};
