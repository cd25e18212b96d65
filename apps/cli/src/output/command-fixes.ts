/** What to do about an error, where the service speaks of calls and we of commands; by reason. */
const COMMAND_FIXES: Readonly<Record<string, string>> = {
  AFFINITY_GROUP_NOT_FOUND: '`perennial recommend groups` lists those there are.',
  AFFINITY_VERSION_NOT_FOUND:
    '`perennial recommend groups` shows the version in force; the last ten are kept.',
  CONDITION_INVALID: 'Correct it there; docs/segments.md has all forms.',
  GROUP_CHANGED: 'Somebody changed it meanwhile; give the command again.',
  GROUP_EXISTS: 'Choose another id, or change that group with `perennial segments groups update`.',
  GROUP_NOT_FOUND: '`perennial segments groups list` shows those there are.',
  MODEL_MISSING: 'Train one with `perennial predict train`, or leave the column out.',
  MODEL_NOT_FOUND:
    '`perennial predict models` lists those there are; `perennial predict train` makes the first.',
  NO_EARLIER_MODEL:
    '`perennial predict models` lists those there are; `perennial predict train` makes another.',
  PAGE_TOKEN_INVALID:
    'Give the token of the page before with otherwise the same words and options, or start without --page-token.',
  SCHEME_EXISTS: 'Choose another id.',
  SCHEME_NOT_FOUND: 'The scheme `default` is there from the start; others are made by the API.',
  SEGMENT_CHANGED:
    'Somebody changed it meanwhile: look with `perennial segments show`, then give the command again.',
  SEGMENT_EXISTS:
    'Choose another id, or change that one with `perennial segments update`; `perennial segments diff` shows who would enter and leave.',
  SEGMENT_NOT_FOUND: '`perennial segments list` shows those there are; --ready-made the built-in ones.',
  SEGMENT_READ_ONLY:
    'Ids that begin with builtin- are built in. `perennial segments clone` saves such a condition under an id of your own.',
  SEGMENT_REFERENCE_UNKNOWN:
    'Correct the name, or create it first; `perennial segments list` shows those there are.',
  TEMPLATE_NOT_FOUND: '`perennial segments templates list` shows those there are.',
  TEMPLATE_VALUE_INVALID:
    '`perennial segments templates list` shows the places; give them as --set name=value.',
};

/** The service's own words where they fit a command, too. */
export function commandFix(reason: string, fix: string | undefined): string | undefined {
  return COMMAND_FIXES[reason] ?? fix;
}
