import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPanel } from './browser.ts';
import { cloneInto, type NpmRun, npm } from './clone.ts';
import { atMost, exactly, type Figure, measured, type Proof, type ProofContext } from './proof.ts';
import { expectedShop, type ShopTotals, shopTotals } from './sample-shop-totals.ts';
import { temporaryFolder, waitFor } from './shop-process.ts';

const FIVE_MINUTES_SECONDS = 300;

export const proof: Proof = {
  name: 'first-start',
  title:
    'an empty folder, a fresh clone, `npm start`: the panel of the sample shop; kill -9 while it loads loses and doubles nothing',
  short: false,
  async run(context): Promise<Figure[]> {
    const folder = temporaryFolder();
    try {
      return await prove(cloneInto(folder.path), join(folder.path, 'data'), context);
    } finally {
      folder.dispose();
    }
  },
};

async function prove(clone: string, data: string, { say, args }: ProofContext): Promise<Figure[]> {
  say('npm start in a fresh clone');
  const startedAt = performance.now();
  const first = start(clone, data);
  const address = await ready(first, data);
  const panelSeconds = await openPanel(address.url, args[0]).then(
    () => (performance.now() - startedAt) / 1000,
  );
  say('kill -9 while the sample shop loads');
  await waitFor('some orders', 120_000, async () =>
    (await shopTotals(address)).orders > 500 ? true : undefined,
  );
  const atKill = await shopTotals(address);
  first.kill('SIGKILL');
  await first.done;
  say('npm start again');
  const secondStartedAt = performance.now();
  const second = start(clone, data);
  const again = await ready(second, data);
  const secondSeconds = (performance.now() - secondStartedAt) / 1000;
  const expected = await expectedShop(data);
  const loaded = await waitFor('the sample shop to be loaded', 600_000, async () =>
    complete(again, expected),
  );
  const loadedSeconds = (performance.now() - startedAt) / 1000;
  second.kill('SIGTERM');
  await second.done;
  return [
    measured('install', seconds(first.output(), 'Installing dependencies'), 's'),
    measured('build', seconds(first.output(), 'Generating contracts'), 's'),
    atMost('from `npm start` to the panel in a browser', panelSeconds, FIVE_MINUTES_SECONDS, 's'),
    atMost('second start', secondSeconds, 5, 's'),
    measured('orders when it was killed', atKill.orders),
    exactly('orders', loaded.orders, expected.orders),
    exactly('customers', loaded.customers, expected.customers),
    exactly('products', loaded.products, expected.products),
    measured('whole sample shop loaded after', loadedSeconds, 's'),
  ];
}

function start(clone: string, data: string): NpmRun {
  return npm(clone, ['start', '--', '--port', '0', '--data', data, '--no-live']);
}

interface Address {
  url: string;
  key: string;
}

async function ready(run: NpmRun, data: string): Promise<Address> {
  const startedAt = Date.now();
  return waitFor('the shop to be ready', FIVE_MINUTES_SECONDS * 1000, async () => {
    if (run.child.exitCode !== null) throw new Error(`npm start ended: ${run.output().slice(-2000)}`);
    try {
      const address = JSON.parse(readFileSync(join(data, 'local.json'), 'utf8')) as Address & {
        startedAtMs?: number;
      };
      if ((address.startedAtMs ?? startedAt) < startedAt - 1000) return undefined;
      return (await fetch(`${address.url}/readyz`)).ok ? address : undefined;
    } catch {
      return undefined;
    }
  });
}

async function complete(address: Address, expected: ShopTotals): Promise<ShopTotals | undefined> {
  const totals = await shopTotals(address);
  return totals.lag === 0 && totals.orders >= expected.orders && totals.customers >= expected.customers
    ? totals
    : undefined;
}

function seconds(output: string, step: string): number {
  return Number(new RegExp(`${step}: ([0-9.]+) s`).exec(output)?.[1] ?? Number.NaN);
}
