import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';

const FILE = 'layout';
/** Rises when folders or files of the data move so that an older version's would not be found. */
const LAYOUT = '3';
/** What every layout so far has held once it was in use. */
const STORE = 'store';

/**
 * Refuses a data folder of another layout before anything is opened: reading on would begin with an empty shop beside the old one. Marks
 * a new folder as ours.
 * @throws CommandError
 */
export async function checkDataLayout(directory: string): Promise<void> {
  const file = join(directory, FILE);
  const found = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (found === LAYOUT) return;
  const isUsed = (await readdir(directory)).includes(STORE);
  if (isUsed) {
    throw new CommandError(
      `${directory} was written by another version of Perennial (layout ${found || '1'}, this one has ${LAYOUT}); ` +
        'nothing was changed. Move the folder away, or choose another --data, and import again',
      EXIT.failure,
    );
  }
  await writeFile(file, `${LAYOUT}\n`);
}
