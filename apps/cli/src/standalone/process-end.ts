import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { hasSystemCode } from './system-error.ts';

/** Of the flags in /proc: the kernel takes the process down, which lasts seconds where it held gigabytes. */
const EXITING = 4;
const LOOK_EVERY_MS = 50;
/** A kill may not have reached the process yet. */
const KILL_PATIENCE_MS = 2000;
const END_PATIENCE_MS = 60_000;

/** Whether a process is gone, or goes now, which is waited for. */
export async function hasEnded(pid: number): Promise<boolean> {
  const startedMs = performance.now();
  for (;;) {
    if (!isThere(pid)) return true;
    const end = await endOf(pid);
    if (end === 'over') return true;
    const patienceMs = end === undefined ? KILL_PATIENCE_MS : END_PATIENCE_MS;
    if (performance.now() - startedMs > patienceMs) return false;
    await delay(LOOK_EVERY_MS);
  }
}

function isThere(pid: number): boolean {
  // In a container the process before a restart may have had our own number.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return hasSystemCode(thrown, 'EPERM');
  }
}

/** Undefined while it works, and where the system does not tell. Over is also what only its parent has not taken notice of. */
async function endOf(pid: number): Promise<'begun' | 'over' | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // pid (name) state parent group session terminal foreground flags …; the name may hold anything.
  const [state, , , , , , flags] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if ((Number(flags ?? 0) & EXITING) === 0) return undefined;
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return state === 'Z' && threads.length <= 1 ? 'over' : 'begun';
}
