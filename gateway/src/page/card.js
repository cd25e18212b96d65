import { KeyNeeded } from './api.js';
import { h } from './element.js';

let lastNumber = 0;

/** An empty card with a heading, a note and a body that is being loaded. */
export function card(width, title, note) {
  lastNumber += 1;
  const id = `card-${lastNumber}`;
  const body = h('div', { 'aria-busy': 'true' });
  const hint = h('p', { class: 'muted' }, note ?? '');
  const section = h(
    'section',
    { class: `card ${width}`, 'aria-labelledby': id },
    h('h2', { id }, title),
    note !== undefined && hint,
    body,
  );
  return { section, body, hint };
}

/**
 * Fills a card's body with what `load` resolves to; a failure is told there, and the other cards go on.
 * @throws KeyNeeded
 */
export async function fillCard({ body }, load, signal) {
  try {
    const content = await load();
    if (!signal.aborted) body.replaceChildren(...[content].flat().filter(Boolean));
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof KeyNeeded) throw error;
    body.replaceChildren(h('p', { class: 'error' }, error.message));
  }
  body.removeAttribute('aria-busy');
}

/** Names and what belongs to them; rows without content are left out. */
export function factList(rows) {
  const shown = rows.filter(([, content]) => content !== undefined && content !== '');
  return h(
    'dl',
    { class: 'facts' },
    shown.flatMap(([name, content]) => [h('dt', {}, name), h('dd', {}, content)]),
  );
}
