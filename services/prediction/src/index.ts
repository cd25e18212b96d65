export { fitChannels } from './channels/fit-channels.ts';
export {
  createPrediction,
  type Prediction,
  type PredictionConfig,
  type PredictionOptions,
} from './create-prediction.ts';
export { DEFAULT_TERMS } from './domain/terms.ts';
export { readAllPurchases } from './histories/all-purchases.ts';
export { trainInThread } from './training/train-in-thread.ts';
