export { type IngestionConfig, ingestionConfigSchema } from './config.ts';
export { ingestionErrors } from './errors.ts';
export { createImports, type Imports, type ImportsOptions } from './imports/imports.ts';
export { createProfile, type Profile, type ProfileOptions } from './profile/profile.ts';
export { createIngestion, type Ingestion, type IngestionPart, type IngestionPorts } from './service.ts';
