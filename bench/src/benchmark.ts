/** One measured figure. */
export interface Measure {
  name: string;
  value: number | string;
  unit?: string;
}

export interface BenchmarkOptions {
  /** Overrides the benchmark's own size, e.g. customers or events. */
  size: number | undefined;
  /** Measure peers in the same run too. */
  peers: boolean;
  /** Further arguments. */
  args: readonly string[];
  /** Says what is going on, on standard error. */
  say(line: string): void;
}

export interface Benchmark {
  name: string;
  title: string;
  run(options: BenchmarkOptions): Promise<Measure[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
