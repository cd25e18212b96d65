import { type Import, ImportState } from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { Presets, SingleBar } from 'cli-progress';
import { formatCount, formatSeconds } from '../output/format.ts';
import type { Terminal } from '../output/terminal.ts';

export interface ImportProgressBar {
  show: (progress: Import) => void;
  stop: () => void;
}

/** Share that is done, 0..1: the upload is one half, the rows are the other. */
function shareDone(progress: Import): number {
  if (progress.state === ImportState.DONE) return 1;
  const uploaded =
    progress.sizeBytes === 0n ? 0 : Number(progress.uploadedBytes) / Number(progress.sizeBytes);
  const published =
    progress.itemCount === 0n ? 0 : Number(progress.publishedItemCount) / Number(progress.itemCount);
  return Math.min(1, uploaded) / 2 + Math.min(1, published) / 2;
}

const SILENT: ImportProgressBar = { show: () => undefined, stop: () => undefined };

/** A bar with rate and time left on the error output, for people who watch; otherwise nothing. */
export function importProgressBar(terminal: Terminal, fileName: string): ImportProgressBar {
  if (!terminal.interactive || terminal.json) return SILENT;
  const format = `${fileName} {bar} {percentage} % · {rows} rows · {rate} rows/s · {left} left`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  const startedAtMs = performance.now();
  let startShare: number | undefined;
  bar.start(1000, 0, { rows: '0', rate: '–', left: '–' });
  return {
    show: (progress) => {
      const share = shareDone(progress);
      startShare ??= share;
      const seconds = (performance.now() - startedAtMs) / 1000;
      const gained = share - startShare;
      bar.update(Math.round(share * 1000), {
        rows: formatCount(progress.rowCount),
        rate: formatCount(Math.round(Number(progress.rowCount) / Math.max(0.1, seconds))),
        left: gained > 0 ? formatSeconds((seconds * (1 - share)) / gained) : '–',
      });
    },
    stop: () => bar.stop(),
  };
}
