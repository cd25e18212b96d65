import {
  type Attributes,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { messageHeaders } from './header-carrier.ts';
import { ATTR, INSTRUMENTATION_SCOPE } from './semantic-conventions.ts';

/** Writes the active trace context into message headers as `traceparent` and `tracestate`. */
export function injectTraceHeaders(headers: Record<string, string>): void {
  propagation.inject(context.active(), headers, messageHeaders);
}

/** Link to the span that sent a message, or undefined where its headers name none. */
export function linkFromHeaders(headers: Readonly<Record<string, string>>): Link | undefined {
  const sender = propagation.extract(ROOT_CONTEXT, { ...headers }, messageHeaders);
  const spanContext = trace.getSpanContext(sender);
  return spanContext && { context: spanContext };
}

async function inSpan<Result>(
  name: string,
  options: SpanOptions,
  body: (span: Span) => Promise<Result>,
): Promise<Result> {
  const span = trace.getTracer(INSTRUMENTATION_SCOPE).startSpan(name, options);
  try {
    return await context.with(trace.setSpan(context.active(), span), () => body(span));
  } catch (failure) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute(ATTR.errorType, failure instanceof Error ? failure.name : 'unknown');
    throw failure;
  } finally {
    span.end();
  }
}

/** A message being sent. */
export interface ProducedMessage {
  /** Stream, e.g. `EVENTS`; never a subject with a customer in it. */
  readonly destination: string;
  readonly messageId?: string;
  /** Gets `traceparent` and `tracestate`. */
  readonly headers: Record<string, string>;
}

/** Runs `send` in a producer span and puts its context into the headers of the message first. */
export function withProducerSpan<Result>(
  message: ProducedMessage,
  send: () => Promise<Result>,
): Promise<Result> {
  const attributes: Attributes = {
    [ATTR.messagingSystem]: 'perennial_bus',
    [ATTR.messagingDestination]: message.destination,
    [ATTR.messagingOperationType]: 'send',
    [ATTR.messagingMessageId]: message.messageId,
  };
  return inSpan(`send ${message.destination}`, { kind: SpanKind.PRODUCER, attributes }, () => {
    injectTraceHeaders(message.headers);
    return send();
  });
}

/** A message being processed. */
export interface ConsumedMessage {
  readonly destination: string;
  /** Durable or reader that took it. */
  readonly consumer: string;
  /** Counts from 1. */
  readonly attempt: number;
  readonly messageId?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Runs `process` in a consumer span of a trace of its own, linked to the span that sent the message. */
export function withConsumerSpan<Result>(
  message: ConsumedMessage,
  process: () => Promise<Result>,
): Promise<Result> {
  const link = linkFromHeaders(message.headers);
  const attributes: Attributes = {
    [ATTR.messagingSystem]: 'perennial_bus',
    [ATTR.messagingDestination]: message.destination,
    [ATTR.messagingOperationType]: 'process',
    [ATTR.messagingMessageId]: message.messageId,
    [ATTR.messagingConsumer]: message.consumer,
    [ATTR.messagingAttempt]: message.attempt,
  };
  const options = { kind: SpanKind.CONSUMER, root: true, links: link ? [link] : [], attributes };
  return inSpan(`process ${message.destination}`, options, process);
}
