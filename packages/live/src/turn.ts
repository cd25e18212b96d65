/** One at a time, in order of asking. */
export class Turn {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is our turn, to the function that ends it. */
  async take(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    return resolve;
  }

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    const end = await this.take();
    try {
      return await task();
    } finally {
      end();
    }
  }
}
