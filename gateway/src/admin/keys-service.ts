import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import {
  KeyKind,
  type KeySchema,
  type KeysService,
} from '@perennial/contracts/gen/perennial/admin/v1/keys_service_pb';
import { type PageTokens, pageSizeOf, tenantOf } from '@perennial/runtime';
import type { KeyDocument, KeyStore } from '../credentials/key-store.ts';
import type { KeyVerifier } from '../credentials/key-verifier.ts';
import { gatewayErrors } from '../errors.ts';

const LIST = ['keys'];

function keyMessage(key: KeyDocument): MessageInitShape<typeof KeySchema> {
  return {
    keyId: key.keyId,
    kind: key.kind === 'secret' ? KeyKind.SECRET : KeyKind.PUBLIC_WRITE,
    name: key.name,
    prefix: key.prefix,
    createTime: timestampFromMs(key.createdAtMs),
    ...(key.revokedAtMs !== null ? { revokeTime: timestampFromMs(key.revokedAtMs) } : {}),
  };
}

function positionOf(token: readonly string[] | null) {
  if (token === null) return undefined;
  const [createdAtMs, keyId = ''] = token;
  return { createdAtMs: Number(createdAtMs), keyId };
}

/** Implementation of KeysService. */
export function keysService(
  keys: KeyStore,
  verifier: KeyVerifier,
  tokens: PageTokens,
): ServiceImpl<typeof KeysService> {
  return {
    async createKey(request, context) {
      const kind = request.kind === KeyKind.SECRET ? 'secret' : 'public_write';
      const { key, secret } = await keys.create(tenantOf(context), kind, request.name);
      return { key: keyMessage(key), secret };
    },

    async listKeys(request, context) {
      const tenant = tenantOf(context);
      const pageSize = pageSizeOf(request.pageSize);
      const after = positionOf(tokens.read({ tenant, query: LIST }, request.pageToken));
      const found = await keys.list(tenant, pageSize + 1, after);
      const page = found.slice(0, pageSize);
      const last = found.length > pageSize ? page.at(-1) : undefined;
      return {
        keys: page.map(keyMessage),
        nextPageToken: tokens.write(
          { tenant, query: LIST },
          last ? [String(last.createdAtMs), last.keyId] : null,
        ),
      };
    },

    async revokeKey(request, context) {
      const key = await keys.revoke(tenantOf(context), request.keyId);
      if (!key) throw gatewayErrors.KEY_NOT_FOUND({ key_id: request.keyId });
      verifier.forget(key.hash);
      return { key: keyMessage(key) };
    },
  };
}
