import type { Command as CommanderCommand } from 'commander';
import { wholeNumber } from './option-values.ts';
import { type PageFlags, runCommand, withConnection, withPages } from './run-command.ts';

const load = () => import('../commands/segments/definitions.ts');

interface DefinitionFlags {
  file?: string;
  name?: string;
  description?: string;
}

function withDefinition(command: CommanderCommand): CommanderCommand {
  return withConnection(command)
    .argument('<segment>', 'its id: a-z, 0-9, - and _')
    .argument('[condition]', 'in quotes')
    .option('--file <file>', 'a file with the condition instead')
    .option('--name <name>', 'name for people')
    .option('--description <text>', 'what it is for');
}

function given(text: string | undefined): { text?: string } {
  return text === undefined ? {} : { text };
}

function addReading(segments: CommanderCommand): void {
  withPages(withConnection(segments.command('list')), wholeNumber(1))
    .description('list saved segments')
    .option('--ready-made', 'list the built-in ones instead')
    .option('--category <name>', 'built-in ones of trend, funnel, rfm, product, price, brand, store …')
    .action((flags: PageFlags & { readyMade?: boolean; category?: string }, command) =>
      runCommand(command, async () => (await load()).listSegments, flags),
    );
  withConnection(segments.command('show'))
    .description('show a definition')
    .argument('<segment>', 'id as listed')
    .action((segmentId: string, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).showSegment, { segmentId }),
    );
}

function addWriting(segments: CommanderCommand): void {
  withDefinition(segments.command('create'))
    .description('save a new segment')
    .addHelpText(
      'after',
      '\nExample:\n  perennial segments create fans \'bought(brand = "Waldfuchs") sum > 300 EUR in last 6 months\'',
    )
    .action((segmentId: string, text: string | undefined, flags: DefinitionFlags, command) =>
      runCommand(command, async () => (await load()).createSegment, { ...flags, ...given(text), segmentId }),
    );
  withDefinition(segments.command('update'))
    .description('change what is given of a segment; `diff` shows who would enter and leave')
    .action((segmentId: string, text: string | undefined, flags: DefinitionFlags, command) =>
      runCommand(command, async () => (await load()).updateSegment, { ...flags, ...given(text), segmentId }),
    );
  withConnection(segments.command('clone'))
    .description('save the condition of a segment, also of a built-in one, under another id')
    .argument('<from>', 'id as listed')
    .argument('<to>', 'new id')
    .option('--name <name>', 'name for people')
    .action((fromId: string, toId: string, flags: { name?: string }, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).cloneSegment, { ...flags, fromId, toId }),
    );
  withConnection(segments.command('delete'))
    .description('remove a segment that nothing names')
    .argument('<segment>', 'id as listed')
    .action((segmentId: string, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).deleteSegment, { segmentId }),
    );
}

function addDiff(segments: CommanderCommand): void {
  withPages(withConnection(segments.command('diff')), wholeNumber(1))
    .description('show who would enter and leave a segment by another condition')
    .argument('<segment>', 'id as listed')
    .argument('[condition]', 'in quotes')
    .option('--file <file>', 'a file with the condition instead')
    .action((segmentId: string, text: string | undefined, flags: PageFlags & { file?: string }, command) => {
      const loadDiff = async () => (await import('../commands/segments/members.ts')).diffSegment;
      return runCommand(command, loadDiff, { ...flags, ...given(text), segmentId });
    });
}

/** Adds what reads and writes definitions. */
export function addDefinitionCommands(segments: CommanderCommand): void {
  addReading(segments);
  addWriting(segments);
  addDiff(segments);
}
