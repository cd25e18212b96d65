import type { Command as CommanderCommand } from 'commander';
import { namedValue, wholeNumber } from './option-values.ts';
import { type PageFlags, runCommand, withConnection, withPages } from './run-command.ts';

/** Adds `segments groups`. */
export function addGroupCommands(segments: CommanderCommand): void {
  const groups = segments.command('groups').description('segments that are used as one');
  const load = () => import('../commands/segments/groups.ts');
  withPages(withConnection(groups.command('list')), wholeNumber(1))
    .description('list groups')
    .action((flags: PageFlags, command) => runCommand(command, async () => (await load()).listGroups, flags));
  withConnection(groups.command('show'))
    .description('show a group')
    .argument('<group>', 'id as listed')
    .action((groupId: string, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).showGroup, { groupId }),
    );
  withConnection(groups.command('create'))
    .description('save a new group')
    .argument('<group>', 'its id: a-z, 0-9, - and _')
    .argument('<segments...>', 'ids of its segments')
    .option('--name <name>', 'name for people')
    .action((groupId: string, segmentIds: string[], flags: { name?: string }, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).createGroup, { ...flags, groupId, segmentIds }),
    );
  withConnection(groups.command('update'))
    .description('change what is given of a group')
    .argument('<group>', 'id as listed')
    .argument('[segments...]', 'ids of its segments; replace those before')
    .option('--name <name>', 'name for people')
    .action((groupId: string, segmentIds: string[], flags: { name?: string }, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).updateGroup, { ...flags, groupId, segmentIds }),
    );
  withConnection(groups.command('delete'))
    .description('remove a group that no segment names')
    .argument('<group>', 'id as listed')
    .action((groupId: string, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).deleteGroup, { groupId }),
    );
}

/** Adds `segments templates`. */
export function addTemplateCommands(segments: CommanderCommand): void {
  const templates = segments.command('templates').description('use cases with places to fill in');
  const load = () => import('../commands/segments/templates.ts');
  withConnection(templates.command('list'))
    .description('list the use cases')
    .action((_flags, command) => runCommand(command, async () => (await load()).listTemplates, {}));
  withConnection(templates.command('render'))
    .description('show the segments that a use case makes')
    .argument('<template>', 'id as listed')
    .option('--set <values...>', 'a place and its value: brands=Waldfuchs', namedValue)
    .option('--save', 'save them, too')
    .addHelpText(
      'after',
      '\nExample:\n  perennial segments templates render upsell-brand --set brands=Waldfuchs amount=300 --save',
    )
    .action((templateId: string, flags: { set?: Record<string, string>; save?: boolean }, command) => {
      const options = { templateId, values: flags.set ?? {}, save: flags.save === true };
      return runCommand(command, async () => (await load()).renderTemplate, options);
    });
}
