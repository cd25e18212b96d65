import type { Command as CommanderCommand } from 'commander';
import type { ChannelListOptions } from '../commands/predict/channel-list.ts';
import type { ChannelsOptions } from '../commands/predict/channels.ts';
import { wholeNumber } from './option-values.ts';
import { runCommand, withConnection, withPages } from './run-command.ts';

const CHANNEL_EXAMPLES = `
Examples:
  perennial predict channels
  perennial predict channels anna@example.com --topic newsletter
  perennial predict channels anna@example.com --explore-seed 7`;

/** Adds what says by which channel and when to `predict`. */
export function addChannelCommands(predict: CommanderCommand): void {
  withConnection(predict.command('channels'))
    .description('show by which channel a customer is best addressed, or what comes of each channel')
    .argument('[customer]', 'id of any kind, or e-mail address (default: all customers together)')
    .option('--topic <topic>', 'that consent must be for (default: any)')
    .option(
      '--explore-seed <seed>',
      'now and then choose what is little known; same seed, same choice',
      wholeNumber(0),
    )
    .addHelpText('after', CHANNEL_EXAMPLES)
    .action((id: string | undefined, flags: Omit<ChannelsOptions, 'id'>, command: CommanderCommand) => {
      const load = async () => (await import('../commands/predict/channels.ts')).showChannels;
      return runCommand(command, load, id === undefined ? flags : { ...flags, id });
    });
  withPages(withConnection(predict.command('channel-list')), wholeNumber(1))
    .description('list customers by their best channel')
    .option('--channel <channel>', 'only those whose best channel this is, e.g. email')
    .option('--order-by <field>', 'probability or customer_id, with " desc"')
    .addHelpText('after', '\nExample:\n  perennial predict channel-list --channel sms')
    .action((flags: ChannelListOptions, command) => {
      const load = async () => (await import('../commands/predict/channel-list.ts')).listBestChannels;
      return runCommand(command, load, flags);
    });
  withConnection(predict.command('moment'))
    .description('show at which hour and on which day a customer is best written to, or when all are there')
    .argument('[customer]', 'id of any kind, or e-mail address (default: all customers together)')
    .addHelpText('after', '\nExample:\n  perennial predict moment anna@example.com')
    .action((id: string | undefined, _flags, command: CommanderCommand) => {
      const load = async () => (await import('../commands/predict/moment.ts')).showMoment;
      return runCommand(command, load, id === undefined ? {} : { id });
    });
}
