import type { Trust } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import { formatCount } from '../../output/format.ts';
import { percent } from './prediction-text.ts';

/** good: of 812 like this one 61.0 % did not buy in the last 90 days, predicted 58.9 %. */
export function trustText({ word, band, holdoutDays }: Trust): string {
  if (holdoutDays === 0) return `${word}: the past is too short for a report`;
  if (band === undefined || band.customers === 0n)
    return `${word}: nobody was like this one ${holdoutDays} days ago`;
  const outcome = `${percent(band.shareChurned)} did not buy in the last ${holdoutDays} days`;
  return `${word}: of ${formatCount(band.customers)} like this one ${outcome}, predicted ${percent(band.meanPredicted)}`;
}
