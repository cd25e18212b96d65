export { openClusterPorts } from './cluster-ports.ts';
export { followedFacts, followerSettings } from './followed-facts.ts';
