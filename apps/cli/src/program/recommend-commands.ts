import type { Command as CommanderCommand } from 'commander';
import type { RecommendFlags } from '../commands/recommend/for-customer.ts';
import { wholeNumber } from './option-values.ts';
import { type PageFlags, runCommand, withConnection, withPages } from './run-command.ts';

const FOR_EXAMPLES = `
Strategies:
  complementary  what is bought with the last basket
  next           what is bought after it
  similar        what people with similar purchases buy (the usual one)
  popular        what sells best lately
  favourite      what the customer buys most
  expected       the likeliest next basket

Example:
  perennial recommend for anna@example.com --strategy complementary --only-new`;

const WITH_EXAMPLES = `
Relations:
  together       in one basket (the usual one)
  after          first bought within 90 days after it
  similar        bought by the same customers

Example:
  perennial recommend with P1001 --relation after`;

function addProducts(recommend: CommanderCommand): void {
  withConnection(recommend.command('for'))
    .description('show products for a customer, and what speaks for them')
    .argument('<customer>', 'id of any kind, or e-mail address')
    .option('--strategy <strategy>', 'what to go by')
    .option('--count <products>', 'how many (usually 10, at most 100)', wholeNumber(1))
    .option('--only-new', 'leave out what the customer has bought')
    .addHelpText('after', FOR_EXAMPLES)
    .action((id: string, flags: RecommendFlags, command: CommanderCommand) => {
      const load = async () => (await import('../commands/recommend/for-customer.ts')).recommendFor;
      return runCommand(command, load, { ...flags, id });
    });
  withPages(withConnection(recommend.command('with')), wholeNumber(1))
    .description('show what goes with a product')
    .argument('<product>', 'id as orders carry it')
    .option('--relation <relation>', 'together, after or similar')
    .addHelpText('after', WITH_EXAMPLES)
    .action((productId: string, flags: PageFlags & { relation?: string }, command: CommanderCommand) => {
      const load = async () => (await import('../commands/recommend/with-product.ts')).recommendWith;
      return runCommand(command, load, { ...flags, productId });
    });
}

function addGroups(recommend: CommanderCommand): void {
  const load = () => import('../commands/recommend/groups.ts');
  withConnection(recommend.command('groups'))
    .description('show the groups of customers who buy alike')
    .option('--version <version>', 'of the groups (default: the one in force)', wholeNumber(1))
    .action((flags: { version?: number }, command) =>
      runCommand(command, async () => (await load()).listAffinityGroups, flags),
    );
  withPages(withConnection(recommend.command('members')), wholeNumber(1))
    .description('list the customers of a group, the most typical first')
    .argument('<group>', 'number as listed', wholeNumber(1))
    .action((group: number, flags: PageFlags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).listGroupMembers, { ...flags, group }),
    );
  withConnection(recommend.command('group'))
    .description('show the group of a customer')
    .argument('<customer>', 'id of any kind, or e-mail address')
    .action((id: string, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).showCustomerGroup, { id }),
    );
}

/** Adds `recommend`. */
export function addRecommendCommands(program: CommanderCommand): void {
  const recommend = program.command('recommend').description('what goes with what, and who buys alike');
  addProducts(recommend);
  addGroups(recommend);
}
