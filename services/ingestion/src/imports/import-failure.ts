/** The file cannot be imported, whoever tries again; the message is for the one who sent it. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';
}

/** Another instance works on the import now. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  constructor(importId: string) {
    super(`The lease of import ${importId} is held by another instance`);
  }
}
