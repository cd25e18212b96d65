import { Argument, type Command as CommanderCommand, Option } from 'commander';
import type { ImportOptions } from '../commands/import.ts';
import { wholeNumber } from './option-values.ts';
import { runCommand, withConnection } from './run-command.ts';

const IMPORT_EXAMPLES = `
Examples:
  perennial import orders.csv --preset woocommerce
  perennial import online_retail_II.csv.gz --preset online-retail-ii
  perennial import export.csv --mapping columns.json --preview

A mapping is JSON like {"kind": "IMPORT_KIND_ORDERS", "columns": {"order_id": "Invoice"}}. An import that was interrupted
goes on where it stopped when the same command is given again. Refused rows are written to FILE.errors.csv; the exit code is then 5.`;

const KINDS = { orders: 1, customers: 2, products: 3 } as const;

interface ImportFlags {
  preset?: string;
  mapping?: string;
  preview?: boolean;
  kind?: keyof typeof KINDS;
  delimiter?: string;
  encoding?: string;
  decimal?: string;
  dateFormat?: string;
  timeZone?: string;
  currency?: string;
  sourceSystem?: string;
}

function importOptions(files: string[], flags: ImportFlags): ImportOptions {
  const { preset, kind, delimiter, encoding, decimal, dateFormat, timeZone, currency, sourceSystem } = flags;
  const told = {
    preset,
    kind: kind && KINDS[kind],
    delimiter,
    encoding,
    decimalSeparator: decimal,
    dateFormat,
    timeZone,
    currency,
    sourceSystem,
  };
  const format = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return {
    files,
    format,
    preview: flags.preview === true,
    ...(flags.mapping === undefined ? {} : { mapping: flags.mapping }),
  };
}

function addImport(program: CommanderCommand): void {
  withConnection(program.command('import'))
    .description('import CSV files of orders, customers or products')
    .addArgument(new Argument('<files...>', 'CSV files, also .gz'))
    .option('--preset <name>', 'perennial, online-retail-ii, woocommerce or shopify')
    .option('--mapping <file>', 'JSON file that maps columns to fields')
    .option('--preview', 'show how the first rows are understood; store nothing')
    .addOption(new Option('--kind <kind>', 'what the rows are').choices(Object.keys(KINDS)))
    .option('--delimiter <char>', 'between columns (default: found out)')
    .option('--encoding <name>', 'utf-8, windows-1252 or utf-16le (default: found out)')
    .addOption(new Option('--decimal <char>', 'decimal separator (default: found out)').choices(['.', ',']))
    .option('--date-format <pattern>', 'e.g. dd.MM.yyyy HH:mm (default: found out)')
    .option('--time-zone <zone>', 'of dates without one (default: the shop’s)')
    .option('--currency <code>', 'of rows without one (default: the shop’s)')
    .option('--source-system <name>', 'system that the orders come from (default: import)')
    .addHelpText('after', IMPORT_EXAMPLES)
    .action((files: string[], flags: ImportFlags, command: CommanderCommand) => {
      const load = async () => (await import('../commands/import.ts')).importFiles;
      return runCommand(command, load, importOptions(files, flags));
    });
}

function addDemo(program: CommanderCommand): void {
  withConnection(program.command('demo'))
    .description('fill a running server with the sample shop')
    .option('--customers <count>', 'people who may come', wholeNumber(1), 5_000)
    .option('--days <count>', 'days of past, up to last midnight', wholeNumber(1), 730)
    .option('--seed <number>', 'the same seed makes the same shop', wholeNumber(0), 7)
    .option('--live', 'let the shop live on in real time afterwards')
    .addHelpText('after', '\nExample:\n  perennial demo --customers 500 --days 180 --live')
    .action((flags: { customers: number; days: number; seed: number; live?: boolean }, command) =>
      runCommand(command, async () => (await import('../commands/demo.ts')).demo, flags),
    );
}

/** Adds the commands that bring data in. */
export function addDataCommands(program: CommanderCommand): void {
  addImport(program);
  addDemo(program);
}
