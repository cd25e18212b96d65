import { trace } from '@opentelemetry/api';
import pino, { type DestinationStream } from 'pino';
import { redactPersonalData } from './personal-data.ts';
import { prettyDestination } from './pretty-destination.ts';

/** Structured logger; see pino. */
export type Logger = pino.Logger;

/** Settings of a logger. */
export interface LoggerOptions {
  /** Stands in every line. */
  readonly service: string;
  /** Lowest level to write. Default `info`. */
  readonly level?: pino.LevelWithSilent;
  /** One coloured line for people instead of JSON. Default false. */
  readonly pretty?: boolean;
  /** Where lines go. Default standard output. */
  readonly destination?: DestinationStream;
}

/** Ids of the active span, so that a log line can be found from a trace and the other way round. */
function traceIds(): Record<string, string> {
  const spanContext = trace.getActiveSpan()?.spanContext();
  return spanContext ? { trace_id: spanContext.traceId, span_id: spanContext.spanId } : {};
}

/** Works on the finished line, so that bindings of child loggers, errors and messages are all covered. */
function redactLine(line: string): string {
  return `${JSON.stringify(redactPersonalData(JSON.parse(line)))}\n`;
}

/** Makes a logger whose lines carry the trace id of the active span and no personal data or secrets. */
export function createLogger(options: LoggerOptions): Logger {
  const plain = options.destination ?? pino.destination({ dest: 1, sync: true });
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: traceIds,
      hooks: { streamWrite: redactLine },
    },
    options.pretty ? prettyDestination(plain) : plain,
  );
}

/** A logger that writes nothing; for tests and tools that report in another way. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
