import type { DescService } from '@bufbuild/protobuf';
import { type Client, createClient, type Interceptor, type Transport } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-node';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import { readLocalServer } from './local-file.ts';

export interface ConnectionOptions {
  url?: string;
  key?: string;
  /** Data folder of a server on this machine. */
  data: string;
}

/** A server, and the key to call it with. */
export interface Connection {
  url: string;
  key: string;
  client<Service extends DescService>(service: Service): Client<Service>;
}

const DEFAULT_TIMEOUT_MS = 30_000;

function withKey(key: string): Interceptor {
  return (next) => (request) => {
    request.header.set('authorization', `Bearer ${key}`);
    return next(request);
  };
}

/** A connection to a server at an address. */
export function connectTo(url: string, key: string): Connection {
  const transport: Transport = createConnectTransport({
    baseUrl: url,
    httpVersion: '1.1',
    defaultTimeoutMs: DEFAULT_TIMEOUT_MS,
    interceptors: [withKey(key)],
  });
  return { url, key, client: (service) => createClient(service, transport) };
}

/** Where to call: what the command line says, else the environment, else the server of the data folder. */
export async function resolveConnection(
  options: ConnectionOptions,
  env: NodeJS.ProcessEnv,
): Promise<Connection> {
  const local = await readLocalServer(options.data);
  const url = options.url ?? env['PERENNIAL_URL'] ?? local?.url;
  const key = options.key ?? env['PERENNIAL_KEY'] ?? (url === local?.url ? local?.key : undefined);
  if (url === undefined) {
    throw new CommandError(
      `there is no server in ${options.data}; start one with \`perennial up\`, or give --url and --key`,
      EXIT.notReachable,
    );
  }
  if (key === undefined) {
    throw new CommandError(`there is no key for ${url}; give --key or set PERENNIAL_KEY`, EXIT.usage);
  }
  return connectTo(url.replace(/\/$/, ''), key);
}
