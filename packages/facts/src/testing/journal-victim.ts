import { Facts } from '../facts.ts';
import { visitRecord } from './visit-record.ts';

/** A process for tests to kill: appends batches of so many rows to facts that are saved in a folder, for ever, and prints how many rows are durable. */
const [directory = '', rows] = process.argv.slice(2);
const facts = (await Facts.load(directory))?.facts ?? new Facts();
for (;;) {
  const first = facts.rowCount;
  facts.applyBatch(
    Array.from({ length: Number(rows) }, (_, i) => visitRecord(`e${first + i}`, `c${(first + i) % 97}`)),
  );
  await facts.save(directory, { EVENTS: facts.rowCount });
  process.stdout.write(`${facts.rowCount}\n`);
}
