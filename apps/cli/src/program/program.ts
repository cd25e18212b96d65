import { Command } from 'commander';
import { addAdminCommands } from './admin-commands.ts';
import { addDataCommands } from './data-commands.ts';
import { addPredictCommands } from './predict-commands.ts';
import { addRecommendCommands } from './recommend-commands.ts';
import { addSegmentCommands } from './segment-commands.ts';
import { addShopCommands } from './shop-commands.ts';
import { addUpCommand } from './up-command.ts';

const EPILOGUE = `
Start with:
  perennial up --demo       a living sample shop on http://127.0.0.1:7070
  perennial rfm             its figures, in another terminal

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no server answers, 4 not found, 5 partly refused.`;

/** The command line; each command is loaded when it is called. */
export function createProgram(startedAtMs: number): Command {
  const program = new Command('perennial')
    .description('customer analytics and lifecycle automation that a shop hosts itself')
    .showHelpAfterError('(--help says more)')
    .addHelpText('after', EPILOGUE);
  addUpCommand(program, startedAtMs);
  addDataCommands(program);
  addShopCommands(program);
  addSegmentCommands(program);
  addPredictCommands(program);
  addRecommendCommands(program);
  addAdminCommands(program);
  return program;
}

/** Makes wrong usage throw instead of ending the process, in this command and all below it. */
export function throwOnWrongUsage(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwOnWrongUsage);
}
