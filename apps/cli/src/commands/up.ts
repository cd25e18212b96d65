import { flushCompileCache } from 'node:module';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { createLogger, handleProcessSignals, type Logger } from '@perennial/runtime';
import { pastOf, SampleShop } from '@perennial/sample-shop';
import { type Connection, connectTo } from '../connection/connection.ts';
import { fillShop } from '../demo/fill-shop.ts';
import { type DemoPlan, readPlan, writePlan } from '../demo/kept-plan.ts';
import { liveOn } from '../demo/live-shop.ts';
import { shopUntilToday, USUAL_SHOP } from '../demo/shop-options.ts';
import { formatSeconds } from '../output/format.ts';
import { shareBar } from '../output/share-bar.ts';
import type { Terminal } from '../output/terminal.ts';
import { readStandaloneConfig } from '../standalone/standalone-config.ts';
import { type Standalone, startStandalone } from '../standalone/start-standalone.ts';

export interface UpOptions {
  data: string;
  port: number;
  host: string;
  demo?: boolean;
  /** Lets the sample shop live on when its past is in. */
  live: boolean;
}

function announce(terminal: Terminal, server: Standalone, seconds: number): void {
  const { url, tenant } = server;
  if (terminal.json) {
    terminal.out(JSON.stringify({ url, tenant, startSeconds: seconds }));
    return;
  }
  const { bold, green, cyan, dim } = terminal.colors;
  terminal.out(`${green('✓')} ${bold('Perennial')} is up after ${seconds.toFixed(2)} s`);
  terminal.out(`  Page     ${cyan(`${url}/`)}`);
  terminal.out(
    `  API      ${cyan(`${url}/openapi.json`)} ${dim('(gRPC, gRPC-web and Connect on the same port)')}`,
  );
  terminal.out(dim('  Ctrl-C stops it.'));
}

/** The plan to follow: the one that was begun here, or a new one when the shop is empty. */
async function planFor(connection: Connection, dataDirectory: string): Promise<DemoPlan | undefined> {
  const kept = await readPlan(dataDirectory);
  if (kept) return kept;
  const summary = await connection.client(CustomersService).getShopSummary({});
  if (summary.eventCount > 0n || summary.productCount > 0n) return undefined;
  const plan = { shop: shopUntilToday(Date.now(), USUAL_SHOP), done: false };
  await writePlan(dataDirectory, plan);
  return plan;
}

/** Lives the past again without sending it, a stretch at a time so that the server keeps answering. */
async function relivePast({ shop: options }: DemoPlan): Promise<SampleShop> {
  const shop = new SampleShop(options);
  let items = 0;
  for (const _item of pastOf(shop, options)) {
    items += 1;
    if (items % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return shop;
}

async function runDemo(server: Standalone, options: UpOptions, terminal: Terminal, signal: AbortSignal) {
  const dataDirectory = options.data;
  const connection = connectTo(server.url, server.key);
  const plan = await planFor(connection, dataDirectory);
  if (!plan) return;
  const run = Date.now().toString(36);
  let shop: SampleShop;
  if (plan.done && !options.live) return;
  if (plan.done) shop = await relivePast(plan);
  else {
    const startedAtMs = performance.now();
    const bar = shareBar(terminal, 'Filling the sample shop');
    const filling = { connection, shop: plan.shop, signal, onProgress: bar.show };
    ({ shop } = await fillShop(filling).finally(() => bar.stop()));
    await writePlan(dataDirectory, { ...plan, done: true });
    const seconds = formatSeconds((performance.now() - startedAtMs) / 1000);
    if (!terminal.json)
      terminal.out(`  The sample shop is in after ${seconds}${options.live ? ' and lives on' : ''}.`);
  }
  if (options.live) await liveOn({ connection, shop, signal, run, now: Date.now, random: Math.random });
}

function startDemo(server: Standalone, options: UpOptions, terminal: Terminal, logger: Logger): void {
  const ending = new AbortController();
  const running = runDemo(server, options, terminal, ending.signal).catch((err: unknown) => {
    if (!ending.signal.aborted) logger.error({ err }, 'the sample shop stands still');
  });
  server.lifecycle.onStop({
    phase: 'readiness',
    title: 'sample shop',
    run: () => {
      ending.abort();
      return running;
    },
  });
}

/** Runs the server until a signal ends it; the process then exits by itself. */
export async function up(options: UpOptions, terminal: Terminal, startedAtMs: number): Promise<void> {
  const { logLevel } = readStandaloneConfig(process.env);
  const logger = createLogger({
    service: 'perennial',
    level: logLevel,
    pretty: terminal.interactive,
    destination: process.stderr,
  });
  const { data: dataDirectory, port, host } = options;
  const server = await startStandalone({ dataDirectory, port, host, environment: process.env, logger });
  handleProcessSignals({ lifecycle: server.lifecycle, logger });
  announce(terminal, server, (performance.now() - startedAtMs) / 1000);
  // Else kept at the end only, which a crash does not reach: the next start would compile all again.
  flushCompileCache();
  if (options.demo) startDemo(server, options, terminal, logger);
}
