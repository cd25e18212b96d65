import type { Command as CommanderCommand } from 'commander';
import type { TenantChanges } from '../commands/tenant.ts';
import { addCustomerCommands } from './customer-commands.ts';
import { exchangeRate, instant } from './option-values.ts';
import { runCommand, withConnection } from './run-command.ts';

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
  addCustomerCommands(program);
  addTenant(program);
}
