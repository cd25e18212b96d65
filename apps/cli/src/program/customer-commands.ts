import type { Command as CommanderCommand } from 'commander';
import type { CustomerIdKind, NamedCustomer } from '../commands/find-customer.ts';
import { wholeNumber } from './option-values.ts';
import { type PageFlags, runCommand, withConnection, withPages } from './run-command.ts';

interface IdFlags {
  user?: string;
  email?: string;
  anonymous?: string;
  phone?: string;
}

/** Adds the ways to name a customer. */
function withCustomer(command: CommanderCommand): CommanderCommand {
  return command
    .argument('[id]', 'id of any kind, or e-mail address')
    .option('--user <id>', "the shop's own id")
    .option('--email <address>', 'e-mail address')
    .option('--anonymous <id>', 'id of a browser')
    .option('--phone <number>', 'telephone number');
}

/** Whom the command line names; wrong usage unless it names exactly one. */
function namedCustomer(command: CommanderCommand, id: string | undefined, flags: IdFlags): NamedCustomer {
  const told: [CustomerIdKind | undefined, string | undefined][] = [
    [undefined, id],
    ['userId', flags.user],
    ['email', flags.email],
    ['anonymousId', flags.anonymous],
    ['phone', flags.phone],
  ];
  const names = told.flatMap(([by, value]) => {
    if (value === undefined) return [];
    return by === undefined ? { id: value } : { id: value, by };
  });
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  return command.error('error: name one customer: an id, or one of --user, --email, --anonymous, --phone');
}

/** Adds `customers`. */
export function addCustomerCommands(program: CommanderCommand): void {
  const customers = program.command('customers').description('look customers up');
  const rows = wholeNumber(1);
  const load = () => import('../commands/customers.ts');
  withPages(withConnection(customers.command('list')), rows)
    .description('list customers, newest activity first')
    .option('--query <text>', 'id, e-mail or name begins with it')
    .addHelpText('after', '\nExample:\n  perennial customers list --query anna --limit 5')
    .action((flags: PageFlags & { query?: string }, command) =>
      runCommand(command, async () => (await load()).listCustomers, flags),
    );
  withConnection(withCustomer(customers.command('show')))
    .description('show all that is known of one customer')
    .addHelpText(
      'after',
      '\nExamples:\n  perennial customers show anna@example.com\n  perennial customers show --user 12347',
    )
    .action((id: string | undefined, flags: IdFlags, command: CommanderCommand) => {
      const named = namedCustomer(command, id, flags);
      return runCommand(command, async () => (await load()).showCustomer, named);
    });
  withPages(withConnection(withCustomer(customers.command('timeline'))), rows)
    .description('list what one customer did, newest first')
    .action((id: string | undefined, flags: PageFlags & IdFlags, command: CommanderCommand) => {
      const { limit, pageToken } = flags;
      const page = { limit, ...(pageToken === undefined ? {} : { pageToken }) };
      const options = { ...page, ...namedCustomer(command, id, flags) };
      return runCommand(command, async () => (await load()).showTimeline, options);
    });
}
