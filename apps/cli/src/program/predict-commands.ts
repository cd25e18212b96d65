import { type Command as CommanderCommand, InvalidArgumentError } from 'commander';
import type { ListOptions } from '../commands/predict/list.ts';
import type { TrainOptions } from '../commands/predict/train.ts';
import { addChannelCommands } from './channel-commands.ts';
import { wholeNumber } from './option-values.ts';
import { runCommand, withConnection, withPages } from './run-command.ts';

const LIST_ORDERS = [
  'churn_risk',
  'purchase_probability',
  'expected_purchases',
  'value_minor',
  'purchases',
  'net_minor',
  'last_purchase_date',
  'customer_id',
];
const LIST_EXAMPLES = `
Examples:
  perennial predict list --churn-band high --order-by 'value_minor desc'
  perennial predict list --purchase-band very_high --json`;

/** A share from 0 to 1. */
function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a share from 0 to 1, e.g. 0.35.');
}

function addTrain(predict: CommanderCommand): void {
  const days = wholeNumber(1);
  withConnection(predict.command('train'))
    .description('train the models now and put them in force; what is not told stays as it is')
    .option('--purchase-days <days>', 'horizon of the purchase probability (first: 30)', days)
    .option('--churn-days <days>', 'horizon of churn risk and expected purchases (first: 90)', days)
    .option('--value-days <days>', "horizon of a customer's value (first: 365)", days)
    .option('--discount <share>', 'discount a year (first: 0.1)', share)
    .option('--margin <share>', 'share of net revenue that is earned (first: 1)', share)
    .addHelpText('after', '\nExample:\n  perennial predict train --margin 0.35')
    .action((flags: TrainOptions, command) =>
      runCommand(command, async () => (await import('../commands/predict/train.ts')).trainModel, flags),
    );
}

function addVersions(predict: CommanderCommand): void {
  const load = () => import('../commands/predict/models.ts');
  withConnection(predict.command('models'))
    .description('list the versions of the models')
    .action((_flags, command) => runCommand(command, async () => (await load()).listModels, {}));
  withConnection(predict.command('roll-back'))
    .description('put an earlier version in force until a training is asked for')
    .argument('[version]', 'default: the one before', wholeNumber(1))
    .action((version: number | undefined, _flags, command: CommanderCommand) =>
      runCommand(command, async () => (await load()).rollBack, told(version)),
    );
  withConnection(predict.command('report'))
    .description("show how a version did on the shop's own last weeks")
    .argument('[version]', 'default: the one in force', wholeNumber(1))
    .action((version: number | undefined, _flags, command: CommanderCommand) => {
      const loadReport = async () => (await import('../commands/predict/report.ts')).showReport;
      return runCommand(command, loadReport, told(version));
    });
}

function told(version: number | undefined): { version?: number } {
  return version === undefined ? {} : { version };
}

function addCustomers(predict: CommanderCommand): void {
  withConnection(predict.command('customer'))
    .description('show everything predicted of one customer')
    .argument('<customer>', 'id of any kind, or e-mail address')
    .addHelpText('after', '\nExample:\n  perennial predict customer anna@example.com')
    .action((id: string, _flags, command: CommanderCommand) => {
      const load = async () => (await import('../commands/predict/customer.ts')).predictCustomer;
      return runCommand(command, load, { id });
    });
  withPages(withConnection(predict.command('list')), wholeNumber(1))
    .description('list customers by what is expected of them')
    .option(
      '--order-by <field>',
      `one of ${LIST_ORDERS.join(', ')}; with " desc" for greatest first (default: value_minor desc)`,
    )
    .option('--churn-band <band>', 'small, medium, high or very_high')
    .option('--purchase-band <band>', 'small, medium, high or very_high')
    .addHelpText('after', LIST_EXAMPLES)
    .action((flags: ListOptions, command) =>
      runCommand(command, async () => (await import('../commands/predict/list.ts')).listPredictions, flags),
    );
}

function addBase(predict: CommanderCommand): void {
  const load = () => import('../commands/predict/base.ts');
  withConnection(predict.command('summary'))
    .description('show patterns and predictions of all customers together')
    .action((_flags, command) => runCommand(command, async () => (await load()).showSummary, {}));
  withConnection(predict.command('matrix'))
    .description('show purchase probability against churn risk')
    .action((_flags, command) => runCommand(command, async () => (await load()).showMatrix, {}));
}

/** Adds `predict`. */
export function addPredictCommands(program: CommanderCommand): void {
  const predict = program.command('predict').description('purchases, churn and value to expect');
  addTrain(predict);
  addVersions(predict);
  addCustomers(predict);
  addBase(predict);
  addChannelCommands(predict);
}
