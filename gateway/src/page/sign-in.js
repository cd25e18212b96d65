import { dropKey, keepKey } from './api.js';

const element = (id) => document.getElementById(id);

let asking;

function showForm(shown) {
  element('sign-in').hidden = !shown;
  for (const id of ['main', 'tools']) element(id).hidden = shown;
  if (shown) element('key').focus();
}

/** Asks for a key, once however often it is called; resolves when one was given. */
export function askForKey() {
  asking ??= new Promise((resolve) => {
    element('key-error').textContent = dropKey() ? 'This key is not valid.' : '';
    showForm(true);
    const given = (event) => {
      event.preventDefault();
      keepKey(element('key').value.trim());
      element('key').value = '';
      showForm(false);
      asking = undefined;
      resolve();
    };
    element('sign-in').addEventListener('submit', given, { once: true });
  });
  return asking;
}
