export {
  createPrediction,
  type Prediction,
  type PredictionConfig,
  type PredictionOptions,
} from './create-prediction.ts';
