import { h } from '../element.js';
import { formatCount, formatDateTime } from '../format.js';
import { rollBackButton } from './roll-back.js';

const RATIO = new Intl.NumberFormat(undefined, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const NAMES = { bg_nbd: 'BG/NBD', mbg_nbd: 'MBG/NBD', pareto_nbd: 'Pareto/NBD' };
const DASH = '–';

export const modelName = ({ name }) => NAMES[name] ?? name;

function stateText({ inForce, pinned }) {
  if (!inForce) return DASH;
  return pinned ? 'In force, held by a roll-back' : 'In force';
}

function row(model, shown, putInForce) {
  const { version, trainTime, customers = 0, auc, predictedOverActual } = model;
  const isShown = version === shown;
  return h(
    'tr',
    { class: isShown ? 'current' : false },
    h(
      'td',
      {},
      h('a', { href: `#/models/${version}`, 'aria-current': isShown ? 'true' : false }, `Version ${version}`),
    ),
    h('td', { class: 'text' }, stateText(model)),
    h('td', { class: 'text' }, modelName(model)),
    h('td', { class: 'text' }, formatDateTime(new Date(trainTime))),
    h('td', {}, formatCount(Number(customers))),
    h('td', {}, auc === undefined ? DASH : RATIO.format(auc)),
    h('td', {}, predictedOverActual === undefined ? DASH : RATIO.format(predictedOverActual)),
    h('td', {}, !model.inForce && rollBackButton(model, putInForce)),
  );
}

/** All versions that are kept, the one in force and whether a roll-back holds it; the others can be put in force. */
export function versionList(models, shown, putInForce) {
  const words = ['Version', 'State', 'Model', 'Trained'].map((text) =>
    h('th', { scope: 'col', class: 'text' }, text),
  );
  const figures = ['Customers', 'AUC', 'Predicted / actual'].map((text) => h('th', { scope: 'col' }, text));
  const action = h('th', { scope: 'col', 'aria-label': 'Change' });
  const held = models.find(({ pinned }) => pinned);
  return [
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Versions' },
      h(
        'table',
        { class: 'list' },
        h('thead', {}, h('tr', {}, words, figures, action)),
        h(
          'tbody',
          {},
          models.map((model) => row(model, shown, putInForce)),
        ),
      ),
    ),
    h(
      'p',
      { class: 'muted' },
      held
        ? `Version ${held.version} stays in force until a training is asked for (“perennial predict train”) or another version is put in force.`
        : 'Another version can be put in force; it then stays so until a training is asked for.',
    ),
  ];
}
