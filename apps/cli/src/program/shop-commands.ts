import { type Command as CommanderCommand, Option } from 'commander';
import type { CustomerIdKind } from '../commands/customers.ts';
import type { TenantChanges } from '../commands/tenant.ts';
import { exchangeRate, instant, wholeNumber } from './option-values.ts';
import { runCommand, withConnection, withPages } from './run-command.ts';

const ID_KINDS: Record<string, CustomerIdKind> = {
  customer: 'customerId',
  user: 'userId',
  email: 'email',
  anonymous: 'anonymousId',
  phone: 'phone',
};

interface PageFlags {
  limit: number;
  pageToken?: string;
}

function addRfm(program: CommanderCommand): void {
  withConnection(program.command('rfm'))
    .description('show customers by recency, frequency and monetary value')
    .option('--scheme <id>', 'saved scheme', 'default')
    .option('--at <instant>', 'ISO 8601 (default: now)', instant)
    .option('--cells', 'list the 27 cells, too')
    .addHelpText(
      'after',
      '\nExamples:\n  perennial rfm\n  perennial rfm --scheme last-year --at 2026-05-03 --json',
    )
    .action((flags: { scheme: string; at?: Date; cells?: boolean }, command) =>
      runCommand(command, async () => (await import('../commands/rfm.ts')).rfm, flags),
    );
}

function addCustomers(program: CommanderCommand): void {
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
  withConnection(customers.command('show'))
    .description('show all that is known of one customer')
    .argument('<id>', 'id of the customer')
    .addOption(new Option('--by <kind>', 'kind of the id').choices(Object.keys(ID_KINDS)).default('customer'))
    .addHelpText('after', '\nExample:\n  perennial customers show anna@example.com --by email')
    .action((id: string, { by }: { by: string }, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).showCustomer, { id, by: ID_KINDS[by] ?? 'customerId' }),
    );
  withPages(withConnection(customers.command('timeline')), rows)
    .description('list what one customer did, newest first')
    .argument('<id>', 'customer id')
    .action((id: string, flags: PageFlags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).showTimeline, { ...flags, id }),
    );
}

interface TenantFlags {
  name?: string;
  currency?: string;
  timeZone?: string;
  ownHost?: string[];
  rate?: Record<string, number>;
}

function tenantChanges({ name, currency, timeZone, ownHost, rate }: TenantFlags): TenantChanges {
  const told = { name, currency, timeZone, ownHosts: ownHost, rates: rate };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

function addTenant(program: CommanderCommand): void {
  const tenant = program.command('tenant').description('settings of the shop');
  const load = () => import('../commands/tenant.ts');
  withConnection(tenant.command('show'))
    .description('show the settings')
    .action((_flags, command) => runCommand(command, async () => (await load()).showTenant, {}));
  withConnection(tenant.command('set'))
    .description('change settings; currency and time zone only while there are no orders')
    .option('--name <name>', 'name for people')
    .option('--currency <code>', 'reporting currency, ISO 4217')
    .option('--time-zone <zone>', 'IANA name, e.g. Europe/Berlin')
    .option('--own-host <hosts...>', 'hosts of the shop itself; replaces those before')
    .option('--rate <rates...>', 'units of the reporting currency for one of another: USD=0.92', exchangeRate)
    .addHelpText(
      'after',
      '\nExample:\n  perennial tenant set --name "My shop" --currency GBP --time-zone Europe/London',
    )
    .action((flags: TenantFlags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).setTenant, tenantChanges(flags)),
    );
}

/** Adds the commands that show and set up the shop. */
export function addShopCommands(program: CommanderCommand): void {
  addRfm(program);
  addCustomers(program);
  addTenant(program);
}
