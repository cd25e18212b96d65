import type { ChannelBeliefs } from '@perennial/channel-choice';

const CELLS = 7;

/**
 * Beliefs by which the best of advertisements, e-mail and SMS is another one from cell to cell, and one contact with an order outweighs them.
 * @param turn which channel leads in the first cell
 */
export function swayedBeliefs(turn: number): ChannelBeliefs {
  const ratesOf = (place: number) => {
    const cells = Array.from({ length: CELLS }, (_, cell) =>
      believed(0.1 + 0.1 * ((place + cell + turn) % 3)),
    );
    return { base: believed(0.2), cellStrength: 10, cells, customerStrength: 0.5 };
  };
  return {
    channels: ['adv', 'email', 'sms'].map((channel, place) => ({ channel, rates: ratesOf(place) })),
    unseen: ratesOf(0),
  };
}

function believed(rate: number) {
  return { means: [rate, 1 - rate], worth: 10 };
}
