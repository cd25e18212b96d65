import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';

/** The error catalogue of imports: of calls, and of rows (which come in the list of refused rows). */
export const importErrors = defineErrors({
  IMPORT_NOT_FOUND: {
    code: Code.NotFound,
    message: 'no import has this id',
    fix: 'List the imports to find its id, or create one.',
  },
  IMPORT_FORMAT_UNCLEAR: {
    code: Code.InvalidArgument,
    message: '{field} {problem}',
    fix: 'Set the field that the violation names; the preview shows how the file is understood.',
  },
  IMPORT_FILE_EMPTY: {
    code: Code.InvalidArgument,
    message: 'the head of the file holds no header row',
    fix: 'Send the first bytes of a CSV file with a header row, uncompressed.',
  },
  IMPORT_FILE_TOO_LARGE: {
    code: Code.InvalidArgument,
    message: 'the file is larger than {max_bytes} bytes',
    fix: 'Split it between two orders, with the header in each part.',
  },
  IMPORT_PIECE_TOO_EARLY: {
    code: Code.FailedPrecondition,
    message: 'the piece starts behind the end of what is here; expected offset {expected_offset}',
    fix: 'Send the piece that starts at expected_offset, which is uploaded_bytes of the import.',
  },
  IMPORT_PIECE_TOO_LONG: {
    code: Code.InvalidArgument,
    message: 'the piece ends behind the {size_bytes} bytes of the file',
    fix: 'Check that the import was created for this file.',
  },
  IMPORT_NOT_UPLOADING: {
    code: Code.FailedPrecondition,
    message: 'the import takes no pieces: it was given up',
    fix: 'Create the import again to begin anew; its failure says what was wrong.',
  },
  IMPORT_ROW_COLUMNS: {
    code: Code.InvalidArgument,
    message: 'a row has another number of columns than the header',
    fix: 'Check the quotes and delimiters of the row.',
  },
  IMPORT_VALUE_MISSING: {
    code: Code.InvalidArgument,
    message: 'a needed value is empty',
    fix: 'Fill in the column that the error names.',
  },
  IMPORT_NUMBER_INVALID: {
    code: Code.InvalidArgument,
    message: 'a number cannot be read',
    fix: 'Correct it, or set decimal_separator.',
  },
  IMPORT_TIME_INVALID: {
    code: Code.InvalidArgument,
    message: 'a time cannot be read',
    fix: 'Correct it, or set date_format.',
  },
  IMPORT_ORDER_REFUSED: {
    code: Code.InvalidArgument,
    message: 'another row of the same order is refused',
    fix: 'Correct the other row; an order goes in whole or not at all.',
  },
});
