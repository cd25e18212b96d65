import { readdirSync, readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 10_000;
const TOLD_AFTER_MS = 180_000;
const ENDED_AFTER_MS = 600_000;
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
  #timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();

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
    for (const [path, startedMs] of this.#running) {
      const tookMs = Date.now() - startedMs;
      if (tookMs > ENDED_AFTER_MS) end(path);
      if (tookMs > TOLD_AFTER_MS && !this.#told.has(path))
        process.stderr.write(`STILL RUNNING after 3 minutes: ${path}\n`);
      if (tookMs > TOLD_AFTER_MS) this.#told.add(path);
    }
  }
}

function end(path) {
  process.stderr.write(`HANGS: ${path} has run for 10 minutes, so the run is ended; not all tests ran.\n`);
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
