export { type IngestionConfig, ingestionConfigSchema } from './config.ts';
export { ingestionErrors } from './errors.ts';
export { createImports, type Imports, type ImportsOptions } from './imports/imports.ts';
export { createIntakeReader, type IngestionPorts, type IntakeReader } from './intake-reader.ts';
export { createProfile, type Profile, type ProfileOptions } from './profile/profile.ts';
export {
  createProfileReader,
  type ProfileReader,
  type ProfileReaderOptions,
} from './profile/profile-reader.ts';
export { createIngestion, type Ingestion, type IngestionPart } from './service.ts';
