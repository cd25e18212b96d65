import {
  CreateKeyResponseSchema,
  KeyKind,
  KeysService,
  ListKeysResponseSchema,
  RevokeKeyResponseSchema,
} from '@perennial/contracts/gen/perennial/admin/v1/keys_service_pb';
import { EXIT } from '../output/exit-code.ts';
import { formatTime } from '../output/format.ts';
import { writeJson } from '../output/json-output.ts';
import { renderTable } from '../output/table.ts';
import type { Command } from './command.ts';

export interface CreateKeyOptions {
  kind: 'secret' | 'public';
  name: string;
}

/** Makes a key and shows its secret, this once. */
export const createKey: Command<CreateKeyOptions> = async ({ connection, terminal, signal }, options) => {
  const kind = options.kind === 'secret' ? KeyKind.SECRET : KeyKind.PUBLIC_WRITE;
  const answer = await connection.client(KeysService).createKey({ kind, name: options.name }, { signal });
  if (terminal.json) writeJson(terminal, CreateKeyResponseSchema, answer);
  else {
    terminal.out(answer.secret);
    terminal.error(terminal.colors.dim('Keep it now: it is not stored and cannot be shown again.'));
  }
  return EXIT.ok;
};

/** Lists keys without their secrets. */
export const listKeys: Command<{ limit: number; pageToken?: string }> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { limit: pageSize, pageToken = '' } = options;
  const page = await connection.client(KeysService).listKeys({ pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListKeysResponseSchema, page);
    return EXIT.ok;
  }
  const columns = ['key', 'kind', 'begins with', 'name', 'made (UTC)', 'ended (UTC)'];
  const rows = page.keys.map((key) => [
    key.keyId,
    key.kind === KeyKind.SECRET ? 'secret' : 'public',
    key.prefix,
    key.name,
    formatTime(key.createTime),
    formatTime(key.revokeTime),
  ]);
  const heads = columns.map((title) => ({ title }));
  terminal.out(renderTable(terminal, heads, rows));
  if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};

/** Ends a key at once. */
export const revokeKey: Command<{ keyId: string }> = async ({ connection, terminal, signal }, { keyId }) => {
  const answer = await connection.client(KeysService).revokeKey({ keyId }, { signal });
  if (terminal.json) writeJson(terminal, RevokeKeyResponseSchema, answer);
  else terminal.out(`${keyId} ended ${formatTime(answer.key?.revokeTime)} UTC`);
  return EXIT.ok;
};
