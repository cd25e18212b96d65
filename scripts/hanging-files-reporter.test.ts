import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const HANGING = `
  require('node:fs').writeFileSync('pid', String(process.pid));
  test('never gives way', () => { for (;;); });
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-hanging-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a jest of its own on the folder; as in ours, each file has a process. */
function runJest(limits: object) {
  const config = {
    rootDir: folder,
    testMatch: ['**/*.test.js'],
    transform: {},
    maxWorkers: 2,
    workerIdleMemoryLimit: '1MB',
    reporters: [[join(ROOT, 'scripts/hanging-files-reporter.mjs'), limits]],
  };
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify(config));
  const args = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--config', 'jest.config.json'];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

function isRunning(pid: number): boolean {
  const states = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' });
  return new RegExp(`^ *${pid} +[^Z ]`, 'm').test(states);
}

test('a test file that hangs is named, and ended with the run and its process', () => {
  writeFileSync(join(folder, 'hanging.test.js'), HANGING);
  writeFileSync(join(folder, 'quick.test.js'), `test('passes', () => {});`);
  const { status, stderr } = runJest({ lookEveryMs: 100, toldAfterMs: 1000, endedAfterMs: 3000 });
  const path = join(folder, 'hanging.test.js');
  expect(stderr).toBe(
    `STILL RUNNING after 1 s: ${path}\nHANGS: ${path} has run for 3 s, so the run is ended; not all tests ran.\n`,
  );
  expect(status).toBe(75);
  expect(isRunning(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false);
});

test('a run in which nothing hangs says nothing and passes', () => {
  writeFileSync(join(folder, 'quick.test.js'), `test('passes', () => {});`);
  expect(runJest({})).toMatchObject({ status: 0, stderr: '' });
});
