import { getCustomerAffinityGroup, getCustomerPrediction, getCustomerScores, getReport } from '../api.js';
import { card, fillCard } from '../card.js';
import { h } from '../element.js';
import { groupNote, recommendations } from './affinity-card.js';
import { bestChannel } from './channel-card.js';
import { customerAddress } from './customer-link.js';
import { findCustomer } from './find-customer.js';
import { inputNote, predictionFacts, trustNote } from './prediction-card.js';
import { nameOf, profileFacts } from './profile-card.js';
import { scoreBadges, scoreFacts } from './scores-card.js';
import { segmentList } from './segments-card.js';
import { timeline } from './timeline-card.js';

function head(customer, badges) {
  const { customerId, tags = [] } = customer;
  return h(
    'header',
    { class: 'view-head' },
    h('div', {}, h('h1', {}, nameOf(customer)), h('p', { class: 'muted' }, `Customer ${customerId}`)),
    badges,
    h(
      'ul',
      { class: 'badges' },
      tags.map((tag) => h('li', { class: 'badge quiet' }, tag)),
    ),
  );
}

async function prediction(customerId, signal) {
  const answer = await getCustomerPrediction({ customerId }, signal);
  const version = answer.basis?.version;
  const told = version ? await getReport({ version }, signal) : {};
  return [
    predictionFacts(answer),
    inputNote(answer.inputs, answer.basis?.currency || 'EUR'),
    trustNote(told),
  ];
}

async function scores(customer, badges, signal) {
  const answer = await getCustomerScores({ customerId: customer.customerId }, signal);
  badges.replaceChildren(...scoreBadges(answer));
  return scoreFacts(answer, customer.currency || 'EUR');
}

/** Everything about one customer on one page (CRM-1..5). */
export async function showCustomer(view, id, signal) {
  const customer = await findCustomer(id, signal);
  const { customerId } = customer;
  // An address by e-mail would stay in the browser's history.
  if (customerId !== id) history.replaceState(null, '', customerAddress(customerId));
  document.title = `${nameOf(customer)} · Perennial`;
  const badges = h('ul', { class: 'badges', 'aria-label': 'Scores' });
  const own = {
    profile: [card('third', 'Profile'), async () => profileFacts(customer)],
    scores: [card('third', 'Scores'), () => scores(customer, badges, signal)],
    predictions: [card('third', 'Predictions'), () => prediction(customerId, signal)],
    recommendations: [card('half', 'Recommendations'), () => recommendations(customerId, signal)],
    channel: [card('', 'Best channel and moment'), () => bestChannel(customerId, signal)],
    group: [
      card('', 'Buys like', 'Customers who buy similar products'),
      async () => groupNote(await getCustomerAffinityGroup({ customerId }, signal)),
    ],
    segments: [card('', 'Segments'), () => segmentList(customerId, signal)],
    timeline: [card('whole', 'Timeline'), () => timeline(customerId, signal)],
  };
  const place = (name) => own[name][0].section;
  view.replaceChildren(
    head(customer, badges),
    h(
      'div',
      { class: 'panels' },
      ['profile', 'scores', 'predictions', 'recommendations'].map(place),
      h('div', { class: 'half stack' }, ['channel', 'group', 'segments'].map(place)),
      place('timeline'),
    ),
  );
  await Promise.all(Object.values(own).map(([filled, load]) => fillCard(filled, load, signal)));
}
