import { styleText } from 'node:util';
import type { DestinationStream } from 'pino';

const COLOUR_BY_LEVEL = {
  trace: 'gray',
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: 'red',
} as const;

function levelColour(level: string): 'gray' | 'green' | 'yellow' | 'red' {
  return Object.hasOwn(COLOUR_BY_LEVEL, level)
    ? COLOUR_BY_LEVEL[level as keyof typeof COLOUR_BY_LEVEL]
    : 'gray';
}

/** One line for people: time, level, service, message, then the other fields. */
export function formatPretty(line: string): string {
  const { time, level, service, msg, err, ...rest }: Record<string, unknown> = JSON.parse(line);
  const label = String(level);
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const head = [
    styleText('gray', String(time).slice(11, 23)),
    styleText(levelColour(label), label.padEnd(5)),
    styleText('cyan', String(service)),
    String(msg ?? ''),
    styleText('gray', fields.join(' ')),
  ].join(' ');
  const stack = typeof err === 'object' && err !== null && 'stack' in err ? `\n${String(err.stack)}` : '';
  return `${head.trimEnd()}${stack}\n`;
}

/** Rewrites JSON lines for people on their way to another destination. */
export function prettyDestination(target: DestinationStream): DestinationStream {
  return { write: (line) => target.write(formatPretty(line)) };
}
