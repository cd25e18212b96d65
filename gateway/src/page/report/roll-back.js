import { KeyNeeded, NotAllowed } from '../api.js';
import { h } from '../element.js';

const MEANING =
  'All predictions, and segments that ask for them, are by this version then. Churn bands that it changes are published.';
const DURATION = 'It stays in force until a training is asked for; those at night do not displace it.';
const KEY_WANTED =
  'Without a key this page only reads. Give a secret key (“perennial keys create --kind secret”); it is used once and not kept.';

/** A place for a key that is used once; empty and hidden until it is asked for. */
function keyField() {
  const input = h('input', { type: 'password', autocomplete: 'off', name: 'key' });
  const field = h('label', { class: 'key', hidden: true }, KEY_WANTED, input);
  return {
    field,
    value: () => input.value.trim() || undefined,
    ask() {
      field.hidden = false;
      input.focus();
    },
  };
}

/** Asks before it is done: all predictions change by it. */
function openQuestion({ version }, putInForce) {
  const error = h('p', { class: 'error', role: 'alert' });
  const key = keyField();
  const yes = h('button', { type: 'submit', class: 'primary' }, 'Put in force');
  const no = h('button', { type: 'button' }, 'Leave it as it is');
  const form = h(
    'form',
    {},
    h('h2', { id: 'roll-back-title' }, `Put version ${version} in force?`),
    h('p', {}, MEANING),
    h('p', { class: 'muted' }, DURATION),
    key.field,
    error,
    h('div', { class: 'choices' }, no, yes),
  );
  const dialog = h('dialog', { class: 'question', 'aria-labelledby': 'roll-back-title' }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    yes.disabled = true;
    error.textContent = '';
    try {
      await putInForce(version, key.value());
    } catch (thrown) {
      if (thrown instanceof NotAllowed || thrown instanceof KeyNeeded) key.ask();
      if (key.value() !== undefined || !(thrown instanceof NotAllowed)) error.textContent = thrown.message;
    }
    yes.disabled = false;
  });
  no.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  return dialog;
}

/** A button that puts a version in force by `putInForce(version, key)`, once that is confirmed. */
export function rollBackButton(model, putInForce) {
  const button = h('button', { type: 'button' }, 'Put in force');
  button.setAttribute('aria-label', `Put version ${model.version} in force`);
  button.addEventListener('click', () => {
    const dialog = openQuestion(model, putInForce);
    button.closest('section').append(dialog);
    dialog.showModal();
  });
  return button;
}
