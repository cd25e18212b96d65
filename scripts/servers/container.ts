/** A server in a container of its own. */
export interface ContainerServer {
  url: string;
  dispose(): Promise<void>;
}

/** Starts `image` by testcontainers and waits for its port. Throws without a container runtime. */
export async function startContainer(
  image: string,
  options: { scheme: string; port: number; command?: string[] },
): Promise<ContainerServer> {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
  const { GenericContainer } = await import('testcontainers');
  const description = new GenericContainer(image).withExposedPorts(options.port);
  if (options.command) description.withCommand(options.command);
  const container = await description.start();
  return {
    url: `${options.scheme}://${container.getHost()}:${container.getMappedPort(options.port)}`,
    dispose: async () => {
      await container.stop();
    },
  };
}
