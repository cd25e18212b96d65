import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';

export interface ShareBar {
  /** @param step what the work is at, shown beside the bar */
  show: (share: number, step?: string) => void;
  stop: () => void;
}

/** A bar on the error output for work that knows its share, for people who watch; otherwise nothing. */
export function shareBar(
  terminal: Pick<Terminal, 'interactive' | 'json'>,
  title: string,
  stream: NodeJS.WritableStream = process.stderr,
): ShareBar {
  if (!terminal.interactive || terminal.json) return { show: () => undefined, stop: () => undefined };
  const format = `${title} {bar} {percentage} % · {eta_formatted} left{step}`;
  const bar = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 200 }, Presets.shades_classic);
  bar.start(1000, 0, { step: '' });
  let shown = '';
  return {
    show: (share, step = '') => {
      const promille = Math.round(share * 1000);
      const next = `${promille} ${step}`;
      if (next !== shown) bar.update(promille, { step: step === '' ? '' : ` · ${step}` });
      shown = next;
    },
    stop: () => bar.stop(),
  };
}
