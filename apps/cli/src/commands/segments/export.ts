import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
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

async function write(target: Writable, piece: Uint8Array): Promise<void> {
  if (!target.write(piece)) await once(target, 'drain');
}

/** Writes the members as CSV. */
export const exportMembers: Command<ExportOptions> = async ({ connection, terminal, signal }, options) => {
  const { output, columns, at } = options;
  const audience = await readAudience(options);
  const pieces = connection
    .client(SegmentationService)
    .exportMembers({ audience, columns, ...(at ? { at: timestampFromDate(at) } : {}) }, { signal });
  const file = output === undefined ? undefined : createWriteStream(output);
  const bar = shareBar(terminal, 'export');
  let total = 0n;
  try {
    for await (const { csv, totalCount, doneCount } of pieces) {
      await write(file ?? process.stdout, csv);
      total = totalCount;
      if (totalCount > 0n) bar.show(Number(doneCount) / Number(totalCount));
    }
  } finally {
    bar.stop();
    file?.end();
  }
  if (file === undefined) return EXIT.ok;
  await finished(file);
  if (terminal.json) terminal.out(JSON.stringify({ file: output, totalCount: String(total) }));
  else terminal.out(`${formatCount(total)} customers in ${output}`);
  return EXIT.ok;
};
