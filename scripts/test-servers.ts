import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { obtainServer, SERVER_KINDS, type TestServer } from './servers/test-server.ts';

const ROOT = resolve(import.meta.dirname, '..');
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');

/** The part of jest's JSON report that is judged. */
interface JestReport {
  success: boolean;
  numTotalTestSuites: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

/** Runs the suites that need servers; undefined when jest wrote no report. */
async function runSuites(
  environment: Record<string, string>,
  paths: readonly string[],
): Promise<JestReport | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'perennial-test-servers-'));
  const report = join(folder, 'report.json');
  const chosen = ['--testMatch', '**/*.servers.test.ts', '--testPathIgnorePatterns', '/node_modules/'];
  try {
    const args = [JEST, ...paths, ...chosen, '--json', `--outputFile=${report}`];
    const jest = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(jest, 'exit');
    return JSON.parse(await readFile(report, 'utf8')) as JestReport;
  } catch {
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Prints the totals; true when something ran and nothing failed. */
function judge(report: JestReport | undefined): boolean {
  if (!report) {
    console.error('jest gave no report: the run did not get as far as the tests');
    return false;
  }
  const { numTotalTestSuites, numPassedTests, numFailedTests, numPendingTests } = report;
  console.log(
    `${numTotalTestSuites} suites on real servers: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`,
  );
  if (numPassedTests + numFailedTests > 0) return report.success;
  console.error('No test ran: a run that skips everything proves nothing');
  return false;
}

async function main(): Promise<boolean> {
  const servers: TestServer[] = [];
  const environment: Record<string, string> = {};
  try {
    for (const kind of SERVER_KINDS) {
      const server = await obtainServer(kind);
      servers.push(server);
      environment[kind.variable] = server.url;
      console.log(`${kind.name}: ${server.url}, from ${server.from}`);
    }
    return judge(await runSuites(environment, process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return false;
  } finally {
    await Promise.all(servers.map((server) => server.dispose()));
  }
}

process.exitCode = (await main()) ? 0 : 1;
