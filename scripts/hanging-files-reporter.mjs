import { readdirSync, readFileSync } from 'node:fs';

/** What jest's configuration may set beside the reporter's name. */
const DEFAULT_LIMITS = { lookEveryMs: 10_000, toldAfterMs: 180_000, endedAfterMs: 600_000 };
/** What the run ends with; jest itself ends with 1. */
const EXIT_OF_HANG = 75;

/**
 * Tells which test files take long, and ends a run in which one hangs. Jest's own time limit needs the event loop of the
 * process that hangs: a loop that never gives way would hold the run, nameless, until somebody ends it.
 */
export default class HangingFilesReporter {
  /** Start of each file that runs, in ms. @type {Map<string, number>} */
  #running = new Map();
  /** @type {Set<string>} */
  #told = new Set();
  #limits;
  #timer;

  /** @param {Partial<typeof DEFAULT_LIMITS>} limits */
  constructor(_globalConfig, limits) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#timer = setInterval(() => this.#look(), this.#limits.lookEveryMs).unref();
  }

  onTestFileStart({ path }) {
    this.#running.set(path, Date.now());
  }

  onTestFileResult({ path }) {
    this.#running.delete(path);
  }

  onRunComplete() {
    clearInterval(this.#timer);
  }

  #look() {
    const { toldAfterMs, endedAfterMs } = this.#limits;
    for (const [path, startedMs] of this.#running) {
      const tookMs = Date.now() - startedMs;
      if (tookMs > endedAfterMs) end(path, endedAfterMs);
      if (tookMs < toldAfterMs || this.#told.has(path)) continue;
      process.stderr.write(`STILL RUNNING after ${inWords(toldAfterMs)}: ${path}\n`);
      this.#told.add(path);
    }
  }
}

function inWords(ms) {
  return ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} minutes`;
}

function end(path, afterMs) {
  process.stderr.write(
    `HANGS: ${path} has run for ${inWords(afterMs)}, so the run is ended; not all tests ran.\n`,
  );
  for (const child of children()) process.kill(child, 'SIGKILL');
  process.exit(EXIT_OF_HANG);
}

/** Process ids of the workers; none where the system has no /proc. */
function children() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === process.pid)
      .map(Number);
  } catch {
    return [];
  }
}

function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
