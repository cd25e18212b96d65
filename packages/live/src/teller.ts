import type { OutgoingMessage } from '@perennial/bus';
import type { ChangePublisher } from './change-publisher.ts';
import type { Progress, ProgressStore } from './progress-store.ts';

/** The end of CHANGES is asked for once in so many saves: a restart reads at most what others published meanwhile. */
const SAVES_PER_END = 50;

export interface TellerOptions<State> {
  tenant: string;
  progress: ProgressStore<State>;
}

/** Publishes what was found and saves how far: saved progress never claims what is not in CHANGES. */
export class Teller<State> {
  readonly #options: TellerOptions<State>;
  readonly #publisher: ChangePublisher;
  #saved: Progress<State>;
  /** Found, but not published yet: after a failure they are tried again. */
  #messages: OutgoingMessage[] = [];
  /** Progress that says which batch is about to be published; to be saved first. */
  #intent: Progress<State> | undefined;
  /** Something happened that progress does not hold yet. */
  #hasNews = false;
  #savesSinceEnd = 0;

  constructor(options: TellerOptions<State>, publisher: ChangePublisher, saved: Progress<State>) {
    this.#options = options;
    this.#publisher = publisher;
    this.#saved = saved;
  }

  get saved(): Progress<State> {
    return this.#saved;
  }

  noteNews(): void {
    this.#hasNews = true;
  }

  /** To be saved before anything of the batch that it names is published. */
  intend(progress: Progress<State>): void {
    this.#intent = progress;
  }

  add(message: OutgoingMessage): void {
    this.#hasNews = true;
    this.#messages.push(message);
  }

  /** Publishes what is in, when it is more than `leaveUpTo`. */
  async publish(leaveUpTo = 0): Promise<void> {
    if (this.#messages.length <= leaveUpTo) return;
    await this.#publisher.publish(this.#messages);
    this.#messages = [];
  }

  /** Everything told is published, then progress is saved; before a batch, what it is. */
  async settle(progress: () => Progress<State>): Promise<void> {
    if (this.#intent !== undefined && this.#messages.length > 0) await this.#save(this.#intent);
    this.#intent = undefined;
    await this.publish();
    if (!this.#hasNews) return;
    this.#savesSinceEnd += 1;
    if (this.#savesSinceEnd >= SAVES_PER_END) await this.#moveToEnd();
    await this.#save(progress());
    this.#hasNews = false;
  }

  /** Saves where CHANGES ends, so that a restart does not read what others published; false where something is left to do. */
  async leave(progress: () => Progress<State>): Promise<boolean> {
    const isSettled = !this.#hasNews && this.#intent === undefined && this.#messages.length === 0;
    if (!isSettled || this.#saved.pending !== null) return false;
    await this.#moveToEnd();
    await this.#save(progress());
    return true;
  }

  async #moveToEnd(): Promise<void> {
    await this.#publisher.moveToEnd();
    this.#savesSinceEnd = 0;
  }

  async #save(progress: Progress<State>): Promise<void> {
    await this.#options.progress.save(this.#options.tenant, progress);
    this.#saved = progress;
  }
}
