import { Code, ConnectError } from '@connectrpc/connect';
import { BadRequestSchema, ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { codeName } from '@perennial/runtime';
import { hasSystemCode } from '../standalone/system-error.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
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

/** True where a transport says that nobody answered, or no more. */
function isUnreachable(error: ConnectError): boolean {
  if (error.findDetails(ErrorInfoSchema).length > 0) return false;
  return error.code === Code.Unavailable || hasSystemCode(error.cause, 'ECONNRESET');
}

function exitCodeOf(error: ConnectError): ExitCode {
  if (isUnreachable(error)) return EXIT.notReachable;
  return error.code === Code.NotFound ? EXIT.notFound : EXIT.failure;
}

function ofConnect(error: ConnectError, url: string): Failure {
  const exitCode = exitCodeOf(error);
  const code = codeName(error.code);
  if (exitCode === EXIT.notReachable) {
    const fix = 'Start it with `perennial up`, or name another with --url.';
    return { exitCode, code, message: `no server answers at ${url}`, fix };
  }
  const [info] = error.findDetails(ErrorInfoSchema);
  const violations = error.findDetails(BadRequestSchema).flatMap(({ fieldViolations }) => fieldViolations);
  const fix = info?.metadata['fix'];
  return {
    exitCode,
    code,
    message: error.rawMessage,
    ...(info ? { reason: info.reason } : {}),
    ...(fix ? { fix } : {}),
    ...(violations.length > 0 ? { fields: violations.map(fieldText) } : {}),
  };
}

/** A description of several lines points at columns: it begins on a line of its own. */
function fieldText({ field, description }: { field: string; description: string }): string {
  return description.includes('\n') ? `${field}:\n${description}` : `${field}: ${description}`;
}

function failureOf(thrown: unknown, url: string): Failure {
  if (thrown instanceof ConnectError) return ofConnect(thrown, url);
  if (thrown instanceof CommandError)
    return { exitCode: thrown.exitCode, code: 'command', message: thrown.message };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { exitCode: EXIT.failure, code: 'unexpected', message };
}

/** Says what went wrong, for people or as JSON, and gives the exit code. */
export function reportFailure(terminal: Terminal, thrown: unknown, url: string): ExitCode {
  const { exitCode, ...failure } = failureOf(thrown, url);
  if (terminal.json) {
    terminal.error(JSON.stringify(failure));
    return exitCode;
  }
  const { colors } = terminal;
  terminal.error(`${colors.red('✗')} ${failure.message}`);
  for (const field of failure.fields ?? []) terminal.error(`  ${field.replaceAll('\n', '\n  ')}`);
  if (failure.fix) terminal.error(`  ${colors.dim(failure.fix)}`);
  return exitCode;
}
