import { getReport, listModels, rollBackModel } from '../api.js';
import { card } from '../card.js';
import { h } from '../element.js';
import { missingNote } from '../missing.js';
import { reportNumbers } from './report-numbers.js';
import { reportPlots } from './report-plots.js';
import { brierParts, comparison, holdoutFacts, verdict } from './report-tables.js';
import { modelName, versionList } from './version-list.js';

function filled(width, title, note, ...content) {
  const { section, body } = card(width, title, note);
  body.append(...content.flat().filter(Boolean));
  body.removeAttribute('aria-busy');
  return section;
}

function reportCards(report) {
  return [
    filled('whole', 'How well it foretold', verdict(report), comparison(report)),
    filled('half', 'The holdout', undefined, holdoutFacts(report)),
    filled('half', 'Brier score', undefined, brierParts(report.brier)),
    filled('whole', 'Predicted and actual', undefined, h('div', { class: 'plots' }, reportPlots(report))),
  ];
}

function head(model) {
  const title = model ? `Version ${model.version}: ${modelName(model)}` : 'Predictions';
  const note =
    "How a version did on the shop's own last weeks, fitted to what came before them: how far to trust it";
  return h(
    'header',
    { class: 'view-head' },
    h('div', {}, h('h1', {}, title), h('p', { class: 'muted' }, note)),
  );
}

/** The row that was changed, so that whoever came by keyboard goes on there. */
function focusVersion(view, version) {
  view.querySelector(`a[href="#/models/${version}"]`)?.focus();
}

/** How far to trust a version of the models; without a version, the one in force. */
export async function showReport(view, asked, signal) {
  const [{ models = [] }, answer] = await Promise.all([
    listModels({}, signal),
    getReport({ version: Number(asked || 0) }, signal),
  ]);
  const model = models.find(({ version }) => version === answer.version);
  document.title = model ? `Version ${model.version} · Perennial` : 'Predictions · Perennial';
  const { report, missing = [] } = answer;
  const putInForce = async (version, key) => {
    await rollBackModel({ version }, signal, key);
    await showReport(view, asked, signal);
    focusVersion(view, version);
  };
  view.replaceChildren(
    head(model),
    h(
      'div',
      { class: 'panels' },
      report
        ? reportCards(reportNumbers(report))
        : filled('whole', 'No report', undefined, missingNote(missing)),
      models.length > 0 &&
        filled('whole', 'Versions', undefined, versionList(models, answer.version, putInForce)),
    ),
  );
}
