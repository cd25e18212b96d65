export { behaviourMessage, consentMessage, orderMessage, refundMessage } from './event-messages.ts';
export { openFollowerBench } from './follower-bench.ts';
export { differencesOf, lifeWithKill, type MortalBench, type MortalRun } from './life-with-kill.ts';
export { until } from './manual-clock.ts';
