import type {
  ChannelBasis,
  ChannelChoice,
  ShareEstimate,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import { formatTime } from '../../output/format.ts';
import type { Terminal } from '../../output/terminal.ts';
import { percent } from './prediction-text.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 0 as Monday. */
export function weekdayText(slot: number): string {
  return WEEKDAYS[slot] ?? '–';
}

/** 7 as 07–08 h. */
export function hourText(slot: number): string {
  const digits = (hour: number): string => String(hour).padStart(2, '0');
  return `${digits(slot)}–${digits(slot + 1)} h`;
}

/** 6.1 % (2.0 % to 11.9 %); a dash where nothing is known. */
export function shareText(estimate: ShareEstimate | undefined): string {
  if (estimate === undefined) return '–';
  return `${percent(estimate.share)} (${percent(estimate.low)} to ${percent(estimate.high)})`;
}

/** Not sure: best with 54.0 %. */
export function surenessText({
  sureness,
  chanceOfBest,
}: Pick<ChannelChoice, 'sureness' | 'chanceOfBest'>): string {
  if (sureness === 'only') return 'nothing else to choose from';
  return `${sureness.replaceAll('_', ' ')}: best with ${percent(chanceOfBest)}`;
}

/** Says as of when the figures are. */
export function tellChannelBasis(terminal: Terminal, basis: ChannelBasis | undefined): void {
  if (basis === undefined) return;
  const cell = basis.cell === '' ? '' : `, cell ${basis.cell}`;
  terminal.out(
    terminal.colors.dim(
      `at ${formatTime(basis.at)} UTC${cell}; all customers as of ${formatTime(basis.fitTime)}; an order within 7 days`,
    ),
  );
}
