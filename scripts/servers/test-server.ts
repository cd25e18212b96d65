import { startMongoWire } from '../mongo-wire/start.ts';
import { startContainer } from './container.ts';
import { findProgram } from './find-program.ts';
import { startMongo } from './mongo.ts';
import { findNatsServer, startNats } from './nats.ts';
import { startRedis } from './redis.ts';

/** A server for the tests: where it is, and where it came from in words. */
export interface TestServer {
  url: string;
  from: string;
  dispose(): Promise<void>;
}

/** One way to have a server: undefined when this machine lacks what it takes. */
type Way = () => Promise<TestServer | undefined>;

/** A server that the suites need, and the ways to have it in order of preference. */
export interface ServerKind {
  name: string;
  /** Holds the address; read first, and set for the suites. */
  variable: string;
  ways: readonly Way[];
}

async function nats(): Promise<TestServer | undefined> {
  const program = await findNatsServer();
  return program ? { ...(await startNats()), from: `the program ${program}` } : undefined;
}

async function redis(): Promise<TestServer | undefined> {
  const program = await findProgram('redis-server');
  return program ? { ...(await startRedis()), from: `the program ${program}` } : undefined;
}

async function mongo(): Promise<TestServer | undefined> {
  const program = await findProgram('mongod');
  return program ? { ...(await startMongo()), from: `the program ${program}` } : undefined;
}

async function mongoWire(): Promise<TestServer | undefined> {
  if (!(await findProgram('java')) || !(await findProgram('mvn'))) return undefined;
  const server = await startMongoWire();
  return { url: server.url, from: 'mongo-java-server on the local JDK', dispose: () => server.stop() };
}

function container(image: string, options: { scheme: string; port: number; command?: string[] }): Way {
  return async () => ({ ...(await startContainer(image, options)), from: `the container image ${image}` });
}

export const SERVER_KINDS: readonly ServerKind[] = [
  {
    name: 'NATS',
    variable: 'PERENNIAL_TEST_NATS_URL',
    ways: [nats, container('nats:2.12-alpine', { scheme: 'nats', port: 4222, command: ['-js'] })],
  },
  {
    name: 'Redis',
    variable: 'PERENNIAL_TEST_REDIS_URL',
    ways: [redis, container('redis:8-alpine', { scheme: 'redis', port: 6379 })],
  },
  {
    name: 'MongoDB',
    variable: 'PERENNIAL_TEST_MONGO_URL',
    ways: [mongo, mongoWire, container('mongo:8', { scheme: 'mongodb', port: 27017 })],
  },
];

/** The server at the address in the environment, else by the first way that works. Throws naming the server and each failure. */
export async function obtainServer(kind: ServerKind): Promise<TestServer> {
  const url = process.env[kind.variable];
  if (url) return { url, from: kind.variable, dispose: async () => undefined };
  const failures: string[] = [];
  for (const way of kind.ways) {
    try {
      const server = await way();
      if (server) return server;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  const reasons = failures.length > 0 ? `: ${failures.join('; ')}` : '';
  throw new Error(
    `No ${kind.name} server: set ${kind.variable}, install it, or start a container runtime${reasons}`,
  );
}
