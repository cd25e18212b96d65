import { h } from './element.js';

const element = (id) => document.getElementById(id);

/** What the controls say: the scheme, the instant (undefined means now) and the measure. */
export function readControls() {
  const instant = element('instant').value;
  const live = element('live').getAttribute('aria-pressed') === 'true' || instant === '';
  return {
    schemeId: element('scheme').value || undefined,
    at: live ? undefined : new Date(instant).toISOString(),
    measure: new FormData(element('controls')).get('measure'),
    live,
  };
}

/** Fills the choice of schemes and keeps the chosen one. */
export function showSchemes(schemes) {
  const select = element('scheme');
  const chosen = select.value || 'default';
  select.replaceChildren(
    ...schemes.map(({ schemeId, name }) =>
      h('option', { value: schemeId, selected: schemeId === chosen }, name || schemeId),
    ),
  );
}

/** Calls `changed` with `redraw` (figures at hand suffice) or `reload`. */
export function watchControls(changed) {
  const live = element('live');
  element('scheme').addEventListener('change', () => changed('reload'));
  element('instant').addEventListener('change', () => {
    live.setAttribute('aria-pressed', String(element('instant').value === ''));
    changed('reload');
  });
  live.addEventListener('click', () => {
    element('instant').value = '';
    live.setAttribute('aria-pressed', 'true');
    changed('reload');
  });
  for (const input of document.querySelectorAll('input[name="measure"]')) {
    input.addEventListener('change', () => changed('redraw'));
  }
  element('controls').addEventListener('submit', (event) => event.preventDefault());
}
