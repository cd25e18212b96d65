import type { Command as CommanderCommand } from 'commander';
import type { NamedAudience } from '../commands/segments/named-audience.ts';
import { instant, wholeNumber } from './option-values.ts';
import { type PageFlags, runCommand, withConnection, withPages } from './run-command.ts';
import { addDefinitionCommands } from './segment-definition-commands.ts';
import { addGroupCommands, addTemplateCommands } from './segment-group-commands.ts';

const WHO = 'id of a segment, or a condition in quotes';
const COUNT_EXAMPLES = `
Examples:
  perennial segments count big-spenders
  perennial segments count 'bought(brand = "Waldfuchs") sum > 300 EUR in last 6 months'
  perennial segments count --file condition.txt --at 2026-05-03 --json`;

interface AudienceFlags extends Omit<NamedAudience, 'who'> {
  at?: Date;
}

/** Adds the ways to say whom a question is about, and when. */
function withAudience(command: CommanderCommand): CommanderCommand {
  return withConnection(command)
    .option('--group <id>', 'a group of segments instead')
    .option('--file <file>', 'a file with a condition instead')
    .option('--at <instant>', 'ISO 8601 (default: now)', instant);
}

function named(who: string | undefined): { who?: string } {
  return who === undefined ? {} : { who };
}

function addCount(segments: CommanderCommand): void {
  withAudience(segments.command('count'))
    .description('count the customers at every node of a condition')
    .argument('[who]', WHO)
    .option('--known-at <instant>', 'as was known then (default: as known now)', instant)
    .addHelpText('after', COUNT_EXAMPLES)
    .action((who: string | undefined, flags: AudienceFlags & { knownAt?: Date }, command) => {
      const load = async () => (await import('../commands/segments/count.ts')).countSegment;
      return runCommand(command, load, { ...flags, ...named(who) });
    });
}

function addMembers(segments: CommanderCommand): void {
  withPages(withAudience(segments.command('members')), wholeNumber(1))
    .description('list the members')
    .argument('[who]', WHO)
    .option('--order-by <field>', 'customer_id, net_minor, orders, first_order or last_order')
    .action((who: string | undefined, flags: AudienceFlags & PageFlags & { orderBy?: string }, command) => {
      const load = async () => (await import('../commands/segments/members.ts')).listMembers;
      return runCommand(command, load, { ...flags, ...named(who) });
    });
}

function addExplain(segments: CommanderCommand): void {
  withAudience(segments.command('explain'))
    .description('say why a customer is in it or not')
    .argument('<customer>', 'id of any kind, or e-mail address')
    .argument('[who]', WHO)
    .addHelpText('after', '\nExample:\n  perennial segments explain anna@example.com big-spenders')
    .action((customer: string, who: string | undefined, flags: AudienceFlags, command: CommanderCommand) => {
      const load = async () => (await import('../commands/segments/explain.ts')).explainCustomer;
      return runCommand(command, load, { ...flags, ...named(who), customer: { id: customer } });
    });
}

function addForecast(segments: CommanderCommand): void {
  withAudience(segments.command('forecast'))
    .description('show what to expect of the members: purchases, churn and value')
    .argument('[who]', WHO)
    .addHelpText('after', "\nExample:\n  perennial segments forecast 'rfm(default) recency = long'")
    .action((who: string | undefined, flags: AudienceFlags, command: CommanderCommand) => {
      const load = async () => (await import('../commands/segments/forecast.ts')).forecastSegment;
      return runCommand(command, load, { ...flags, ...named(who) });
    });
}

interface OwnFlags extends PageFlags {
  readyMade?: boolean;
  category?: string;
  at?: Date;
}

function addOfCustomer(segments: CommanderCommand): void {
  withPages(withConnection(segments.command('of')), wholeNumber(1))
    .description('list the segments that a customer is in, since when and until when')
    .argument('<customer>', 'id of any kind, or e-mail address')
    .option('--ready-made', 'the ready-made ones')
    .option('--category <name>', 'ready-made ones of a category, e.g. prediction or brand')
    .option('--at <instant>', 'ISO 8601 (default: now)', instant)
    .addHelpText('after', '\nExample:\n  perennial segments of anna@example.com')
    .action((customer: string, flags: OwnFlags, command: CommanderCommand) => {
      const load = async () => (await import('../commands/segments/of-customer.ts')).segmentsOfCustomer;
      return runCommand(command, load, { ...flags, customer: { id: customer } });
    });
}

function addHistory(segments: CommanderCommand): void {
  withAudience(segments.command('history'))
    .description('show the size at the start of each day, also of days before it was defined')
    .argument('[who]', WHO)
    .option('--days <count>', 'days back, at most 3660', wholeNumber(1), 30)
    .action((who: string | undefined, flags: AudienceFlags & { days: number }, command) => {
      const load = async () => (await import('../commands/segments/history.ts')).segmentHistory;
      return runCommand(command, load, { ...flags, ...named(who) });
    });
}

function addExport(segments: CommanderCommand): void {
  withAudience(segments.command('export'))
    .description('write the members as CSV')
    .argument('[who]', WHO)
    .option('--output <file>', 'file to write (default: the output)')
    .option(
      '--columns <names...>',
      'customer_id, email, phone, orders, net, last_order, attribute:<name>, prediction:churn …',
    )
    .addHelpText('after', '\nExample:\n  perennial segments export big-spenders --output big-spenders.csv')
    .action(
      (
        who: string | undefined,
        flags: AudienceFlags & { output?: string; columns?: string[] },
        command: CommanderCommand,
      ) => {
        const load = async () => (await import('../commands/segments/export.ts')).exportMembers;
        return runCommand(command, load, { ...flags, ...named(who), columns: flags.columns ?? [] });
      },
    );
}

/** Adds `segments`. */
export function addSegmentCommands(program: CommanderCommand): void {
  const segments = program.command('segments').description('groups of customers by any condition');
  addDefinitionCommands(segments);
  addCount(segments);
  addMembers(segments);
  addExplain(segments);
  addOfCustomer(segments);
  addForecast(segments);
  addHistory(segments);
  addExport(segments);
  addGroupCommands(segments);
  addTemplateCommands(segments);
}
