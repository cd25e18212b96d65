import { createLogger, type Logger } from '../logging/logger.ts';

/** A real logger whose lines a test can read as objects. */
export function captureLog(): { logger: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const destination = {
    write: (line: string) => {
      lines.push(JSON.parse(line));
    },
  };
  return { logger: createLogger({ service: 'test', level: 'trace', destination }), lines };
}
