import { Code, ConnectError } from '@connectrpc/connect';
import { BadRequestSchema, ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { codeName } from '@perennial/runtime';
import { hasSystemCode } from '../standalone/system-error.ts';
import { commandFix } from './command-fixes.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureLines } from './failure-lines.ts';
import type { Terminal } from './terminal.ts';

/** The command cannot do what was asked; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

interface Failure {
  exitCode: ExitCode;
  code: string;
  message: string;
  reason?: string;
  fix?: string;
  fields?: string[];
}

/** With its lines for people. */
interface ToldFailure {
  failure: Failure;
  lines: string[];
}

/** True where a transport says that nobody answered, or no more. */
function isUnreachable(error: ConnectError): boolean {
  if (error.findDetails(ErrorInfoSchema).length > 0) return false;
  return error.code === Code.Unavailable || hasSystemCode(error.cause, 'ECONNRESET');
}

/** True where our own time limit ended the call. */
function hasNoAnswer(error: ConnectError): boolean {
  return error.code === Code.DeadlineExceeded && error.findDetails(ErrorInfoSchema).length === 0;
}

function exitCodeOf(error: ConnectError): ExitCode {
  if (isUnreachable(error)) return EXIT.notReachable;
  return error.code === Code.NotFound ? EXIT.notFound : EXIT.failure;
}

function ofConnect(error: ConnectError, url: string): ToldFailure {
  const exitCode = exitCodeOf(error);
  const code = codeName(error.code);
  if (exitCode === EXIT.notReachable) {
    const fix = 'Start it with `perennial up`, or name another with --url.';
    const message = `no server answers at ${url}`;
    return { failure: { exitCode, code, message, fix }, lines: [message] };
  }
  if (hasNoAnswer(error)) {
    const fix = 'It may be busy, and may have done it all the same: look before you give the command again.';
    const message = `${url} gave no answer in time`;
    return { failure: { exitCode, code, message, fix }, lines: [message] };
  }
  const [info] = error.findDetails(ErrorInfoSchema);
  const violations = error.findDetails(BadRequestSchema).flatMap(({ fieldViolations }) => fieldViolations);
  const fix = info && commandFix(info.reason, info.metadata['fix']);
  const failure = {
    ...{ exitCode, code, message: error.rawMessage },
    ...(info ? { reason: info.reason } : {}),
    ...(fix ? { fix } : {}),
    ...(violations.length > 0 ? { fields: violations.map(fieldText) } : {}),
  };
  return { failure, lines: failureLines(error.rawMessage, violations, info?.reason) };
}

/** A description of several lines points at columns: it begins on a line of its own. */
function fieldText({ field, description }: { field: string; description: string }): string {
  return description.includes('\n') ? `${field}:\n${description}` : `${field}: ${description}`;
}

function failureOf(thrown: unknown, url: string): ToldFailure {
  if (thrown instanceof ConnectError) return ofConnect(thrown, url);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const failure =
    thrown instanceof CommandError
      ? { exitCode: thrown.exitCode, code: 'command', message }
      : { exitCode: EXIT.failure, code: 'unexpected', message };
  return { failure, lines: [message] };
}

/** Says what went wrong, for people or as JSON, and gives the exit code. */
export function reportFailure(terminal: Terminal, thrown: unknown, url: string): ExitCode {
  const { failure, lines } = failureOf(thrown, url);
  const { exitCode, ...told } = failure;
  if (terminal.json) {
    terminal.error(JSON.stringify(told));
    return exitCode;
  }
  const { colors } = terminal;
  const [headline = '', ...more] = lines;
  terminal.error(`${colors.red('✗')} ${headline}`);
  for (const line of more) terminal.error(`  ${line}`);
  if (failure.fix && failure.reason !== 'REQUEST_INVALID') terminal.error(`  ${colors.dim(failure.fix)}`);
  return exitCode;
}
