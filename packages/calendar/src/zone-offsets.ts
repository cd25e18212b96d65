/** Offsets change on whole quarter hours of UTC, in every zone that is in use. */
const STEP_MS = 15 * 60_000;
/** Four days; no zone in use changes its clocks twice in such a stretch. */
const BLOCK_MS = 384 * STEP_MS;

/** From its start `beforeMs` holds, from `changesAtMs` on `afterMs`. */
interface Block {
  startMs: number;
  changesAtMs: number;
  beforeMs: number;
  afterMs: number;
}

/** More than five years; a power of two. */
const RECENT_BLOCKS = 512;
const NO_BLOCK: Block = { startMs: Number.NaN, changesAtMs: 0, beforeMs: 0, afterMs: 0 };

/** How far a zone's clocks are ahead of UTC; what was asked once is kept, so that millions of instants cost little. */
export class ZoneOffsets {
  readonly #format: Intl.DateTimeFormat;
  readonly #blocks = new Map<number, Block>();
  /** The blocks asked for last, found without hashing; a block has one place. */
  readonly #recent: Block[] = new Array(RECENT_BLOCKS).fill(NO_BLOCK);

  /** @throws RangeError when the zone is not known */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Ms to add to an instant for its clock's reading. */
  at(instantMs: number): number {
    const block = this.#blockOf(instantMs);
    return instantMs < block.changesAtMs ? block.beforeMs : block.afterMs;
  }

  /** The instant at which the clocks change between two instants that have different offsets, less than four days apart. */
  changeBetween(fromMs: number, toMs: number): number {
    const first = this.#blockOf(fromMs);
    if (fromMs < first.changesAtMs && first.beforeMs !== first.afterMs) return first.changesAtMs;
    const last = this.#blockOf(toMs);
    return last.beforeMs === this.at(fromMs) ? last.changesAtMs : last.startMs;
  }

  #blockOf(instantMs: number): Block {
    const number = Math.floor(instantMs / BLOCK_MS);
    const place = number & (RECENT_BLOCKS - 1);
    const recent = this.#recent[place];
    if (recent !== undefined && recent.startMs === number * BLOCK_MS) return recent;
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = this.#look(number * BLOCK_MS);
      this.#blocks.set(number, block);
    }
    this.#recent[place] = block;
    return block;
  }

  #look(startMs: number): Block {
    const beforeMs = this.#shownOffset(startMs);
    const afterMs = this.#shownOffset(startMs + BLOCK_MS - STEP_MS);
    if (beforeMs === afterMs) return { startMs, changesAtMs: startMs, beforeMs, afterMs };
    let before = startMs;
    let after = startMs + BLOCK_MS - STEP_MS;
    while (after - before > STEP_MS) {
      const middle = Math.floor((before + after) / 2 / STEP_MS) * STEP_MS;
      if (this.#shownOffset(middle) === beforeMs) before = middle;
      else after = middle;
    }
    return { startMs, changesAtMs: after, beforeMs, afterMs };
  }

  #shownOffset(instantMs: number): number {
    const fields = new Map(
      this.#format.formatToParts(instantMs).map((part) => [part.type, Number(part.value)]),
    );
    const field = (name: Intl.DateTimeFormatPartTypes): number => fields.get(name) ?? 0;
    const shown = Date.UTC(
      field('year'),
      field('month') - 1,
      field('day'),
      field('hour'),
      field('minute'),
      field('second'),
    );
    return shown - instantMs;
  }
}
