import { KeyNeeded } from './api.js';
import { customerAddress } from './customer/customer-link.js';
import { showCustomer } from './customer/customer-view.js';
import { h } from './element.js';
import { showReport } from './report/report-view.js';
import { enterScores, leaveScores, watchScores } from './scores-view.js';
import { showShop } from './shop-name.js';
import { askForKey } from './sign-in.js';

const element = (id) => document.getElementById(id);

/** Views beside the scores: by address, with what fills them, and their link in the header. */
const VIEWS = [
  { address: /^#\/customers\/(.+)$/, show: showCustomer },
  { address: /^#\/models(?:\/(\d+))?$/, show: showReport, link: 'to-report' },
];

let leaving = new AbortController();

function markLink(current) {
  for (const id of ['to-scores', 'to-report']) {
    if (id === current) element(id).setAttribute('aria-current', 'page');
    else element(id).removeAttribute('aria-current');
  }
}

async function fill(show, part, signal) {
  const view = element('view');
  view.replaceChildren(h('p', { class: 'muted' }, 'Loading …'));
  try {
    await Promise.all([showShop(signal), show(view, decodeURIComponent(part ?? ''), signal)]);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof KeyNeeded) void askForKey().then(navigate);
    else view.replaceChildren(h('p', { class: 'card error', role: 'alert' }, error.message));
  }
}

/** Shows what the address says. */
function navigate() {
  leaving.abort();
  leaving = new AbortController();
  element('members').close();
  const found = VIEWS.find(({ address }) => address.test(location.hash));
  for (const id of ['scores', 'controls', 'freshness']) element(id).hidden = found !== undefined;
  element('view').hidden = found === undefined;
  markLink(found === undefined ? 'to-scores' : found.link);
  if (found === undefined) {
    enterScores();
    return;
  }
  leaveScores();
  const [, part] = location.hash.match(found.address);
  void fill(found.show, part, leaving.signal);
}

addEventListener('hashchange', () => {
  navigate();
  element('main').focus();
  scrollTo(0, 0);
});
element('find').addEventListener('submit', (event) => {
  event.preventDefault();
  location.hash = customerAddress(element('find-customer').value.trim());
  element('find').reset();
});
watchScores();
navigate();
