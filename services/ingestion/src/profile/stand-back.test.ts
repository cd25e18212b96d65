import { expect, test } from '@jest/globals';
import { type EmbeddedPorts, openEmbeddedPorts } from '../testing/embedded-ports.ts';
import { standBackWhileGrowing } from './stand-back.ts';

async function publishOne({ bus }: EmbeddedPorts, id: string): Promise<void> {
  await bus.publish([{ subject: 'evt.shop.0.any', id, headers: {}, data: new Uint8Array(1) }]);
}

test('the profile stands back while the log grows, never for longer than half a second, and not at rest', async () => {
  const ports = await openEmbeddedPorts(() => 0);
  try {
    const restMs = standBackWhileGrowing(ports.bus);
    await publishOne(ports, 'a');
    expect(await restMs(10)).toBe(20);
    expect(await restMs(10)).toBe(0);
    await publishOne(ports, 'b');
    expect(await restMs(10_000)).toBe(500);
  } finally {
    await ports.close();
  }
});
