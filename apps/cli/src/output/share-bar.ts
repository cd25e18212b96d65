import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';

export interface ShareBar {
  show: (share: number) => void;
  stop: () => void;
}

/** A bar on the error output for work that knows its share, for people who watch; otherwise nothing. */
export function shareBar(terminal: Terminal, title: string): ShareBar {
  if (!terminal.interactive || terminal.json) return { show: () => undefined, stop: () => undefined };
  const format = `${title} {bar} {percentage} % · {eta_formatted} left`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, etaBuffer: 200 },
    Presets.shades_classic,
  );
  bar.start(1000, 0);
  let shown = 0;
  return {
    show: (share) => {
      const next = Math.round(share * 1000);
      if (next !== shown) bar.update(next);
      shown = next;
    },
    stop: () => bar.stop(),
  };
}
