import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { inTemporaryDirectory } from '../testing/temporary-directory.ts';
import { describeContent, piecesOf, readHead } from './file-content.ts';

const content = randomBytes(1_000_000);

async function piecesFrom(path: string, from: bigint, pieceBytes: number): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(path, from, pieceBytes)) pieces.push(Buffer.from(piece));
  return pieces;
}

describe.each([
  ['plain', 'file.csv', content],
  ['compressed', 'file.csv.gz', gzipSync(content)],
])('a %s file', (_kind, name, stored) => {
  const inFile = <Result>(body: (path: string) => Promise<Result>) =>
    inTemporaryDirectory(async (directory) => {
      const path = join(directory, name);
      await writeFile(path, stored);
      return body(path);
    });

  test('is known by the size and hash of its uncompressed bytes', async () => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await inFile(describeContent)).toEqual({ sizeBytes: 1_000_000n, sha256 });
  });

  test.each([0n, 1n, 300_000n, 999_999n, 1_000_000n])('goes on from byte %s', async (from) => {
    const pieces = await inFile((path) => piecesFrom(path, from, 300_000));
    expect(Buffer.concat(pieces).equals(content.subarray(Number(from)))).toBe(true);
    expect(pieces.slice(0, -1).every((piece) => piece.length === 300_000)).toBe(true);
  });

  test('gives its head only', async () => {
    const head = await inFile((path) => readHead(path, 1_000));
    expect(head.equals(content.subarray(0, 1_000))).toBe(true);
  });
});

test('a file that is cut off within its compression is an error, never a short file', async () => {
  const broken = inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'cut.csv.gz');
    await writeFile(path, gzipSync(content).subarray(0, 500_000));
    return describeContent(path);
  });
  await expect(broken).rejects.toThrow(/unexpected end/);
});

test.each([
  ['no gzip', Buffer.from('order_id\n')],
  ['cut off', gzipSync(content).subarray(0, 1_000)],
])('a .gz file that is %s is named, and what to do', async (_kind, stored) => {
  await inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'file.csv.gz');
    await writeFile(path, stored);
    await expect(describeContent(path)).rejects.toThrow(`${path} is not a whole gzip file (`);
  });
});
