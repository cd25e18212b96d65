import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import {
  type Bus,
  type DeadLetter,
  discardDeadLetter,
  listDeadLetters,
  replayDeadLetter,
} from '@perennial/bus';
import type {
  DeadLetterSchema,
  DeadLettersService,
} from '@perennial/contracts/gen/perennial/admin/v1/dead_letters_service_pb';
import { type PageTokens, pageSizeOf, tenantOf } from '@perennial/runtime';
import { gatewayErrors } from '../errors.ts';

const LIST = ['dead-letters'];
const REPLAY_BATCH = 500;

function letterMessage(letter: DeadLetter): MessageInitShape<typeof DeadLetterSchema> {
  return {
    sequence: BigInt(letter.sequence),
    stream: letter.stream,
    subject: letter.subject,
    messageId: letter.messageId,
    consumer: letter.consumer,
    attempts: letter.attempts,
    firstError: letter.firstError,
    lastError: letter.lastError,
    parkedTime: timestampFromMs(letter.parkedAtMs),
    sizeBytes: letter.data.length,
  };
}

/** Refuses a sequence that is not a letter of this tenant, in the same words as one that is nobody's. */
async function checkOwn(bus: Bus, tenant: string, sequence: number): Promise<void> {
  const [letter] = await listDeadLetters(bus, { tenant, after: sequence - 1, limit: 1 });
  if (letter?.sequence !== sequence) {
    throw gatewayErrors.DEAD_LETTER_NOT_FOUND({ sequence: String(sequence) });
  }
}

/** Those that are there when it starts; a letter that comes back while it runs gets a greater sequence and stays. */
async function replayAll(bus: Bus, tenant: string): Promise<number> {
  const { lastSequence } = await bus.state('DEAD');
  let replayed = 0;
  let after = 0;
  while (after < lastSequence) {
    const letters = await listDeadLetters(bus, { tenant, after, limit: REPLAY_BATCH });
    if (letters.length === 0) return replayed;
    for (const { sequence } of letters) {
      if (sequence > lastSequence) return replayed;
      if (await replayDeadLetter(bus, sequence)) replayed += 1;
      after = sequence;
    }
  }
  return replayed;
}

/** Implementation of DeadLettersService. */
export function deadLettersService(bus: Bus, tokens: PageTokens): ServiceImpl<typeof DeadLettersService> {
  return {
    async listDeadLetters(request, context) {
      const tenant = tenantOf(context);
      const limit = pageSizeOf(request.pageSize);
      const after = Number(tokens.read({ tenant, query: LIST }, request.pageToken)?.[0] ?? 0);
      const found = await listDeadLetters(bus, { tenant, after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        deadLetters: page.map(letterMessage),
        nextPageToken: tokens.write({ tenant, query: LIST }, last ? [String(last.sequence)] : null),
      };
    },

    async replayDeadLetters(request, context) {
      const tenant = tenantOf(context);
      if (request.sequences.length === 0) return { replayedCount: await replayAll(bus, tenant) };
      const sequences = request.sequences.map(Number);
      for (const sequence of sequences) await checkOwn(bus, tenant, sequence);
      let replayedCount = 0;
      for (const sequence of sequences) if (await replayDeadLetter(bus, sequence)) replayedCount += 1;
      return { replayedCount };
    },

    async discardDeadLetter(request, context) {
      const sequence = Number(request.sequence);
      await checkOwn(bus, tenantOf(context), sequence);
      await discardDeadLetter(bus, sequence);
      return {};
    },
  };
}
