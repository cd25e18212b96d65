import type { Basis } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { Terminal } from '../../output/terminal.ts';

const WORDS: Readonly<Record<string, string>> = {
  model: 'no model is trained yet',
  spend_model: 'too few customers came back to fit spend',
  channel_model: 'no model of channels is trained yet',
  groups: 'no affinity groups are learned yet',
};

/** Says what the condition asks for and does not exist yet, and what to do, a line each. */
export function tellMissingSources(terminal: Terminal, basis: Basis | undefined): void {
  const { yellow } = terminal.colors;
  for (const { what, fix } of basis?.missing ?? []) {
    terminal.out(`${yellow(`missing: ${WORDS[what] ?? what}`)}; what asks for it holds for nobody. ${fix}`);
  }
}
