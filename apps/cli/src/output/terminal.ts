import pc from 'picocolors';

/** Where a command writes: results to `out`, everything else to `error`. */
export interface Terminal {
  out: (text: string) => void;
  error: (text: string) => void;
  /** True when people watch: progress bars are for them. */
  interactive: boolean;
  /** True when JSON is asked for. */
  json: boolean;
  colors: ReturnType<typeof pc.createColors>;
}

/** The terminal of this process. Colours follow NO_COLOR, FORCE_COLOR and whether the output is a terminal. */
export function processTerminal(json: boolean): Terminal {
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    error: (text) => process.stderr.write(`${text}\n`),
    interactive: process.stderr.isTTY === true,
    json,
    colors: pc.createColors(!json && colorsWanted()),
  };
}

/** picocolors also colours wherever CI is set, terminal or not; a file or a pipe wants plain text. */
function colorsWanted(): boolean {
  const forced = process.env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '0') return true;
  return pc.isColorSupported && process.stdout.isTTY === true;
}
