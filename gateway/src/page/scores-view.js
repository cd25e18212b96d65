import * as api from './api.js';
import { readControls, showSchemes, watchControls } from './controls.js';
import { showDimensions } from './dimension-panels.js';
import { showItems } from './items-panel.js';
import { showCells, showPairs } from './matrix-panels.js';
import { openMembers } from './members-dialog.js';
import { showFunnel, showTrend } from './share-panels.js';
import { showShop } from './shop-name.js';
import { askForKey } from './sign-in.js';
import { announceMovement, showEmptiness, showFreshness, showNotice } from './status.js';
import { showTimes } from './times-panel.js';
import { showTotals } from './totals-panel.js';

/** Time between two looks at the panel; the slower panels are asked for every third time. */
const REFRESH_MS = 4_000;
const SLOW_EVERY = 3;

let panel;
let round = 0;
let loading = new AbortController();
let timer;
let entered = false;

function draw(next, { measure, live }) {
  announceMovement(panel, next);
  panel = next;
  showFreshness(panel, live);
  showEmptiness(panel);
  showTotals(panel);
  showDimensions(panel, measure);
  showCells(panel, measure);
  showPairs(panel, measure);
}

async function loadSlowPanels({ schemeId, at }, currency, signal) {
  const [trend, funnel, items, times] = await Promise.all([
    api.getTrendPanel({ at }, signal),
    api.getFunnelPanel({ at }, signal),
    api.compareItems({ schemeId, at }, signal),
    api.getProfitTimes({ to: at }, signal),
  ]);
  showTrend(trend, currency);
  showFunnel(funnel);
  showItems(items);
  showTimes(times, currency);
}

async function loadShop(signal) {
  const [name, { schemes = [] }] = await Promise.all([showShop(signal), api.listSchemes({}, signal)]);
  document.title = name ? `${name} · Perennial` : 'Perennial';
  showSchemes(schemes);
}

async function load(signal) {
  if (round === 0) await loadShop(signal);
  const controls = readControls();
  const next = await api.getRfmPanel({ schemeId: controls.schemeId, at: controls.at }, signal);
  if (signal.aborted) return;
  draw(next, controls);
  if (round % SLOW_EVERY === 0) await loadSlowPanels(controls, next.currency, signal);
  round += 1;
  showNotice(undefined);
}

/** False when the person has to act first. */
function recover(error) {
  if (error instanceof api.KeyNeeded) void askForKey().then(refresh);
  else showNotice(`The figures cannot be brought up to date: ${error.message}. Trying again …`);
  return !(error instanceof api.KeyNeeded);
}

/** Loads now, and while live and visible again and again; a new call ends the one before. */
async function refresh() {
  clearTimeout(timer);
  loading.abort();
  loading = new AbortController();
  const { signal } = loading;
  try {
    await load(signal);
  } catch (error) {
    if (signal.aborted || !recover(error)) return;
  }
  const again = readControls().live || !document.getElementById('notice').hidden;
  if (!signal.aborted && again && !document.hidden) timer = setTimeout(refresh, REFRESH_MS);
}

/** Shows the scores of the whole base and keeps them up to date. */
export function enterScores() {
  entered = true;
  round = 0;
  void refresh();
}

export function leaveScores() {
  entered = false;
  clearTimeout(timer);
  loading.abort();
  showNotice(undefined);
}

/** Listens to the controls; once. */
export function watchScores() {
  watchControls((what) => {
    if (what === 'redraw' && panel) {
      draw(panel, readControls());
      return;
    }
    // Keeps the shop, which round 0 loads, and asks for every panel.
    round = round === 0 ? 0 : SLOW_EVERY;
    void refresh();
  });
  document.addEventListener('visibilitychange', () => {
    if (entered && !document.hidden) void refresh();
  });
  document.getElementById('cells').addEventListener('click', (event) => {
    const cell = event.target.closest('[data-cell]')?.dataset.cell;
    const { schemeId, at } = readControls();
    if (cell) void openMembers(cell, { schemeId, at, currency: panel.currency, signal: loading.signal });
  });
}
