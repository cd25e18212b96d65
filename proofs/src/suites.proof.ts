import { cloneInto, npm } from './clone.ts';
import { atLeast, exactly, type Figure, measured, type Proof } from './proof.ts';
import { temporaryFolder } from './shop-process.ts';

/** Contract suites by implementation: the file that runs the suite. */
const CONTRACTS = {
  'npm test': ['embedded-store.test.ts', 'embedded-bus.test.ts', 'memory-cache.test.ts'],
  'npm run test:servers': [
    'mongo-store.servers.test.ts',
    'nats-bus.servers.test.ts',
    'redis-cache.servers.test.ts',
  ],
};

export const proof: Proof = {
  name: 'suites',
  title:
    '`npm test` and `npm run test:servers` are green from a fresh clone, every contract suite on both implementations',
  short: false,
  async run({ say }): Promise<Figure[]> {
    const folder = temporaryFolder();
    try {
      const clone = cloneInto(folder.path);
      const figures: Figure[] = [];
      for (const [command, args] of [
        ['npm test', ['test']],
        ['npm run test:servers', ['run', 'test:servers']],
      ] as const) {
        say(command);
        const startedAt = performance.now();
        const run = npm(clone, args);
        const code = await run.done;
        figures.push(...judge(command, run.output(), code, (performance.now() - startedAt) / 1000));
      }
      return figures;
    } finally {
      folder.dispose();
    }
  },
};

function judge(
  command: keyof typeof CONTRACTS,
  output: string,
  code: number | null,
  seconds: number,
): Figure[] {
  const passed = [...output.matchAll(/^PASS (\S+)/gm)].map((match) => match[1] ?? '');
  const totals = /^Tests: .*?(\d+) passed/m.exec(output);
  const contracts = CONTRACTS[command].filter((file) => passed.some((path) => path.endsWith(file)));
  return [
    exactly(`${command}: exit code`, code ?? -1, 0),
    atLeast(`${command}: tests passed`, Number(totals?.[1] ?? 0), 1),
    exactly(`${command}: contract suites`, contracts.length, CONTRACTS[command].length),
    measured(`${command}: took`, seconds, 's'),
  ];
}
