import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithReference, type ReferenceRfm } from './online-retail-reference.ts';
import { atLeast, exactly, type Figure, measured, type Proof, type ProofContext } from './proof.ts';
import {
  call,
  perennial,
  REPOSITORY,
  type RunningShop,
  startShop,
  temporaryFolder,
  waitFor,
} from './shop-process.ts';

const DATASETS = process.env['PERENNIAL_DATASETS'] ?? join(REPOSITORY, '..', 'shared', 'datasets');
const FILES = ['year_2009-2010.csv.gz', 'year_2010-2011.csv.gz'].map((file) =>
  join(DATASETS, 'online-retail-ii', file),
);
const AS_OF = '2011-12-10T00:00:00Z';
const IMPORT = ['import', ...FILES, '--preset', 'online-retail-ii', '--json'];

export const proof: Proof = {
  name: 'online-retail',
  title: 'Online Retail II imported with two kills on the way: every reference figure, to the penny',
  short: false,
  async run(context): Promise<Figure[]> {
    if (!FILES.every((file) => existsSync(file)))
      throw new Error(`The data set is not in ${DATASETS}; set PERENNIAL_DATASETS`);
    const reference = JSON.parse(readFileSync(join(DATASETS, 'reference-rfm.json'), 'utf8')) as ReferenceRfm;
    const folder = temporaryFolder();
    try {
      return await prove(folder.path, reference, context);
    } finally {
      folder.dispose();
    }
  },
};

async function prove(data: string, reference: ReferenceRfm, { say }: ProofContext): Promise<Figure[]> {
  let shop = await startShop(data);
  try {
    say('import, the command killed on the way');
    await importAndKill(data, shop, 0.3, (command) => command.kill('SIGKILL'));
    say('import again, the server killed on the way');
    await importAndKill(data, shop, 0.6, () => void shop.kill());
    await shop.kill();
    shop = await startShop(data);
    say('import to the end');
    await importToTheEnd(data);
    await settled(shop, reference);
    const once = await compareWithReference(shop, reference, AS_OF);
    say('import once more');
    const repeated = await importToTheEnd(data);
    await settled(shop, reference);
    const twice = await compareWithReference(shop, reference, AS_OF);
    say('import into a fresh shop without kills, for the rate');
    return [
      atLeast('figures compared', once.compared, 100),
      exactly('figures that differ after two kills', once.different.length, 0),
      exactly('figures that differ after importing again', twice.different.length, 0),
      exactly('state after importing again', twice.panel === once.panel ? 'the same' : 'another', 'the same'),
      measured('import again', repeated.seconds, 's'),
      ...(await rate()),
      ...[...once.different, ...twice.different].slice(0, 10).map((line) => measured('differs', line)),
    ];
  } finally {
    await shop.kill();
  }
}

async function rate(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const shop = await startShop(folder.path);
  try {
    const { rows, seconds } = await importToTheEnd(folder.path);
    return [measured('rows', rows), measured('rows a second', Math.round(rows / seconds), 'rows/s')];
  } finally {
    await shop.kill();
    folder.dispose();
  }
}

interface ImportStatus {
  sizeBytes?: string;
  uploadedBytes?: string;
  rowCount?: string;
  state?: string;
}

/** Starts the import and ends something once `share` of both files is uploaded. */
async function importAndKill(
  data: string,
  shop: RunningShop,
  share: number,
  end: (command: { kill(signal: 'SIGKILL'): unknown }) => void,
): Promise<void> {
  const command = perennial(data, IMPORT);
  await waitFor('the import to get going', 120_000, async () => {
    if (command.child.exitCode !== null) return true;
    const { imports = [] } = await call<{ imports?: ImportStatus[] }>(
      shop,
      'perennial.ingestion.v1.ImportsService/ListImports',
    );
    const uploaded = imports.reduce((sum, each) => sum + Number(each.uploadedBytes ?? 0), 0);
    const size = imports.reduce((sum, each) => sum + Number(each.sizeBytes ?? 0), 0);
    return size > 0 && uploaded >= share * size * 0.5 ? true : undefined;
  });
  if (command.child.exitCode !== null)
    throw new Error(`The import ended before it could be killed: ${(await command.done).stderr}`);
  end(command.child);
  command.child.kill('SIGKILL');
  await command.done;
}

async function importToTheEnd(data: string): Promise<{ rows: number; seconds: number }> {
  const startedAt = performance.now();
  const result = await perennial(data, IMPORT).done;
  if (result.code !== 0)
    throw new Error(`perennial import ended with ${result.code}: ${result.stderr.slice(-2000)}`);
  const { imports } = JSON.parse(result.stdout) as { imports: { import: ImportStatus }[] };
  const rows = imports.reduce((sum, each) => sum + Number(each.import.rowCount ?? 0), 0);
  return { rows, seconds: (performance.now() - startedAt) / 1000 };
}

/** Waits until all that was accepted is worked in. */
async function settled(shop: RunningShop, reference: ReferenceRfm): Promise<void> {
  await waitFor('the orders to be worked in', 120_000, async () => {
    const panel = await call<{ total?: { customers?: string; orders?: string } }>(
      shop,
      'perennial.scoring.v1.ScoringService/GetRfmPanel',
      { at: AS_OF },
    );
    const lag = await call<{ intakeLag?: string }>(
      shop,
      'perennial.ingestion.v1.CustomersService/GetShopSummary',
    );
    const done = Number(panel.total?.orders ?? 0) >= reference.orders && Number(lag.intakeLag ?? 0) === 0;
    return done ? true : undefined;
  });
}
