const KEY_PLACE = 'perennial-key';

/** The call was refused for want of a valid key. */
export class KeyNeeded extends Error {}

/** The session of the page on this machine only reads. */
export class NotAllowed extends Error {}

/** What was asked for is not there. */
export class NotFound extends Error {}

export function keepKey(key) {
  sessionStorage.setItem(KEY_PLACE, key);
}

/** Forgets the key; true when there was one. */
export function dropKey() {
  const kept = sessionStorage.getItem(KEY_PLACE) !== null;
  sessionStorage.removeItem(KEY_PLACE);
  return kept;
}

async function post(method, message, signal, key) {
  const headers = { 'content-type': 'application/json', 'connect-protocol-version': '1' };
  if (key) headers.authorization = `Bearer ${key}`;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(20_000)]);
  return fetch(`/${method}`, { method: 'POST', headers, body: JSON.stringify(message), signal: limit });
}

/** Opening the page anew starts a session, where the server gives one: it has lost ours if it was restarted. */
function renewSession(signal) {
  return fetch('/', { cache: 'no-store', signal });
}

/**
 * Calls an RPC as Connect JSON, by a key for this call only, the key that was kept, or the session.
 * @throws KeyNeeded, NotAllowed, NotFound, or an Error with the server's message.
 */
async function call(method, message, signal, key = sessionStorage.getItem(KEY_PLACE)) {
  let response = await post(method, message, signal, key);
  if (response.status === 401 && !key) {
    await renewSession(signal);
    response = await post(method, message, signal, key);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (response.status === 401) throw new KeyNeeded(answer.message ?? 'A key is needed');
  if (response.status === 403) throw new NotAllowed(answer.message ?? 'This needs another key');
  if (response.status === 404) throw new NotFound(answer.message ?? 'There is no such thing');
  throw new Error(answer.message ?? `The server answered ${response.status}`);
}

const methodsOf = (service) => (name) => (message, signal, key) =>
  call(`perennial.${service}/${name}`, message, signal, key);
const customers = methodsOf('ingestion.v1.CustomersService');
const scoring = methodsOf('scoring.v1.ScoringService');
const segmentation = methodsOf('segmentation.v1.SegmentationService');
const prediction = methodsOf('prediction.v1.PredictionService');
const channel = methodsOf('prediction.v1.ChannelService');
const recommendation = methodsOf('prediction.v1.RecommendationService');

export const getTenant = (signal) => call('perennial.ingestion.v1.TenantsService/GetTenant', {}, signal);
export const getCustomer = customers('GetCustomer');
export const listTimeline = customers('ListTimeline');
export const listSchemes = scoring('ListSchemes');
export const getRfmPanel = scoring('GetRfmPanel');
export const getTrendPanel = scoring('GetTrendPanel');
export const getFunnelPanel = scoring('GetFunnelPanel');
export const compareItems = scoring('CompareItems');
export const getProfitTimes = scoring('GetProfitTimes');
export const listCellMembers = scoring('ListCellMembers');
export const getCustomerScores = scoring('GetCustomerScores');
export const listCustomerSegments = segmentation('ListCustomerSegments');
export const getCustomerPrediction = prediction('GetCustomerPrediction');
export const listModels = prediction('ListModels');
export const rollBackModel = prediction('RollBackModel');
export const getReport = prediction('GetReport');
export const recommend = recommendation('Recommend');
export const getCustomerAffinityGroup = recommendation('GetCustomerAffinityGroup');
export const getCustomerChannels = channel('GetCustomerChannels');
export const getCustomerMoment = channel('GetCustomerMoment');
