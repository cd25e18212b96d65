import { dropKey, keepKey } from './api.js';

const element = (id) => document.getElementById(id);

/** Asks for a key; resolves when one was given. */
export function askForKey() {
  const form = element('sign-in');
  const refused = !form.hidden || sessionStorage.length > 0;
  dropKey();
  element('key-error').textContent = refused ? 'This key is not valid.' : '';
  element('main').hidden = true;
  form.hidden = false;
  element('key').focus();
  return new Promise((resolve) => {
    const given = (event) => {
      event.preventDefault();
      keepKey(element('key').value.trim());
      element('key').value = '';
      form.hidden = true;
      element('main').hidden = false;
      resolve();
    };
    form.addEventListener('submit', given, { once: true });
  });
}
