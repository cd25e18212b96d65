import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { shareBar } from './share-bar.ts';

/** A terminal's stream, and what was drawn on it. */
function watched() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  return { stream, drawn: () => String(stream.read() ?? '') };
}

test('the bar shows the share that is done and names the step', () => {
  const { stream, drawn } = watched();
  const bar = shareBar({ interactive: true, json: false }, 'training', stream);
  bar.show(0.3, 'holding out the last weeks');
  bar.stop();
  const text = drawn();
  expect(text).toContain('training');
  expect(text).toContain('30 %');
  expect(text).toContain('· holding out the last weeks');
});

test.each([
  ['nobody watches', { interactive: false, json: false }],
  ['JSON is asked for', { interactive: true, json: true }],
])('nothing is drawn where %s', (_title, terminal) => {
  const { stream, drawn } = watched();
  const bar = shareBar(terminal, 'training', stream);
  bar.show(0.5);
  bar.stop();
  expect(drawn()).toBe('');
});
