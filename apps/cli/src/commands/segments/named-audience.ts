import { readFile } from 'node:fs/promises';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type {
  AudienceSchema,
  ConditionFormSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { CommandError } from '../../output/failure.ts';

/** Whom a command is about, as the command line says it. */
export interface NamedAudience {
  /** Id of a segment, or a condition. */
  who?: string;
  group?: string;
  /** File with a condition. */
  file?: string;
}

/** An id; every condition but these two has a bracket or an operator. */
const ID = /^[a-z0-9_-]{1,63}$/;
const CONDITION_WORDS = ['everyone', 'nobody'];

/** Words alone, with a capital and none that joins conditions: no condition looks like that. */
const CAPITAL_WORDS = /^(?=.*\p{Lu})(?!.*\b(?:and|or|not|in|is|then|within|over)\b)[\p{L}\p{N}_ -]+$/u;

/** A condition from the command line or a file, as text. */
export async function readCondition(
  text: string | undefined,
  file: string | undefined,
): Promise<MessageInitShape<typeof ConditionFormSchema> & { form: { case: 'text'; value: string } }> {
  const value = file === undefined ? text : await readConditionFile(file);
  if (value === undefined || value.trim() === '')
    throw new CommandError('there is no condition; give one, or a file with --file', EXIT.usage);
  return { form: { case: 'text', value: value.trim() } };
}

async function readConditionFile(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: Error) => {
    throw new CommandError(`${file} cannot be read: ${cause.message}`, EXIT.failure, { cause });
  });
}

/** The audience for a request; wrong usage unless exactly one is named. */
export async function readAudience(named: NamedAudience): Promise<MessageInitShape<typeof AudienceSchema>> {
  const { who, group, file } = named;
  const told = [who, group, file].filter((each) => each !== undefined);
  if (told.length !== 1)
    throw new CommandError('name one audience: a segment, a condition, --group or --file', EXIT.usage);
  if (group !== undefined) return { audience: { case: 'groupId', value: group } };
  if (who !== undefined && isId(who)) return { audience: { case: 'segmentId', value: who } };
  return { audience: { case: 'condition', value: await readCondition(who, file) } };
}

/** What can only be meant as an id is asked for as one: the answer says which ids there may be. */
function isId(who: string): boolean {
  return CAPITAL_WORDS.test(who) || (ID.test(who) && !CONDITION_WORDS.includes(who));
}
