import { readFileSync } from 'node:fs';
import { atMost, type Figure, measured, type Proof } from './proof.ts';
import { startShop, temporaryFolder } from './shop-process.ts';

const MINUTE_SECONDS = 60;
/** Linux counts CPU time of a process in ticks of 10 ms. */
const TICKS_A_SECOND = 100;

export const proof: Proof = {
  name: 'idle',
  title: '`perennial up` that nobody uses takes under 2 % of a core',
  short: false,
  async run({ say }): Promise<Figure[]> {
    const folder = temporaryFolder();
    const shop = await startShop(folder.path);
    try {
      say(`measuring for ${MINUTE_SECONDS} s`);
      const before = cpuTicks(shop.pid);
      const startedAt = performance.now();
      await new Promise((resolve) => setTimeout(resolve, MINUTE_SECONDS * 1000));
      const seconds = (performance.now() - startedAt) / 1000;
      const share = ((cpuTicks(shop.pid) - before) / TICKS_A_SECOND / seconds) * 100;
      return [
        atMost('share of a core', share, 2, '%'),
        measured('memory', residentMegabytes(shop.pid), 'MB'),
      ];
    } finally {
      await shop.stop();
      folder.dispose();
    }
  },
};

/** utime + stime of /proc/PID/stat; the name in brackets may hold blanks, so count behind it. */
function cpuTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentMegabytes(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}
