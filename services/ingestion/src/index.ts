export { type IngestionConfig, ingestionConfigSchema } from './config.ts';
export { ingestionErrors } from './errors.ts';
export { createIngestion, type Ingestion, type IngestionPart, type IngestionPorts } from './service.ts';
