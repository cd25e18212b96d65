import { type Command as CommanderCommand, Option } from 'commander';
import { sequence, sequences, wholeNumber } from './option-values.ts';
import { type PageFlags, runCommand, withConnection, withPages } from './run-command.ts';

function addKeys(program: CommanderCommand): void {
  const keys = program.command('keys').description('API keys of the shop');
  const load = () => import('../commands/keys.ts');
  withConnection(keys.command('create'))
    .description('make a key; its secret is shown this once')
    .addOption(
      new Option('--kind <kind>', 'secret: everything, for servers; public: tracking only, for browsers')
        .choices(['secret', 'public'])
        .makeOptionMandatory(),
    )
    .option('--name <name>', 'name for people', '')
    .addHelpText('after', '\nExample:\n  perennial keys create --kind public --name "web shop"')
    .action((flags: { kind: 'secret' | 'public'; name: string }, command) =>
      runCommand(command, async () => (await load()).createKey, flags),
    );
  withPages(withConnection(keys.command('list')), wholeNumber(1))
    .description('list keys, newest first, without secrets')
    .action((flags: PageFlags, command) => runCommand(command, async () => (await load()).listKeys, flags));
  withConnection(keys.command('revoke'))
    .description('end a key at once')
    .argument('<key-id>', 'id as listed')
    .action((keyId: string, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).revokeKey, { keyId }),
    );
}

function addDeadLetters(program: CommanderCommand): void {
  const letters = program.command('dead-letters').description('what could not be worked in');
  const load = () => import('../commands/dead-letters.ts');
  withPages(withConnection(letters.command('list')), wholeNumber(1))
    .description('list dead letters, oldest first')
    .action((flags: PageFlags, command) =>
      runCommand(command, async () => (await load()).listDeadLetters, flags),
    );
  withConnection(letters.command('replay'))
    .description('send dead letters round again; none named means all')
    .argument('[numbers...]', 'numbers as listed', sequences)
    .addHelpText(
      'after',
      '\nExamples:\n  perennial dead-letters replay\n  perennial dead-letters replay 12 13',
    )
    .action((numbers: bigint[] | undefined, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).replayDeadLetters, { sequences: numbers ?? [] }),
    );
  withConnection(letters.command('discard'))
    .description('throw a dead letter away')
    .argument('<number>', 'number as listed', sequence)
    .action((number: bigint, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).discardDeadLetter, { sequence: number }),
    );
}

/** Adds the commands for those who run the server. */
export function addAdminCommands(program: CommanderCommand): void {
  addKeys(program);
  addDeadLetters(program);
}
