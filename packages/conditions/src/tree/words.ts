import type { RfmPart, ScoreName } from './condition.ts';

/** Values of each score; a customer has exactly one. */
export const SCORE_WORDS = {
  stage: ['visitor', 'interested', 'intent', 'first_time_buyer', 'repeat_buyer', 'loyal', 'lapsed'],
  engagement: ['none', 'low', 'medium', 'high'],
  trend: ['not_enough_history', 'increasing', 'decreasing', 'stable'],
} as const satisfies Record<ScoreName, readonly string[]>;

const RECENCY = ['short', 'medium', 'long'] as const;
const FREQUENCY = ['casual', 'regular', 'often'] as const;
const MONETARY = ['saver', 'average', 'big_spender'] as const;
/** Class and cell of a customer without an order. */
const NONE = 'none';

/** Classes of each dimension of RFM, and cells, which name the three classes in this order: `short/often/saver`. */
export const RFM_WORDS: Readonly<Record<RfmPart, readonly string[]>> = {
  recency: [...RECENCY, NONE],
  frequency: [...FREQUENCY, NONE],
  monetary: [...MONETARY, NONE],
  cell: [
    ...RECENCY.flatMap((recency) =>
      FREQUENCY.flatMap((frequency) => MONETARY.map((monetary) => `${recency}/${frequency}/${monetary}`)),
    ),
    NONE,
  ],
};

/** Channels by which a customer can be addressed: messages, and advertisements of their own. */
export const CONTACT_CHANNELS = [
  ...['email', 'messenger', 'phone', 'post', 'push', 'sms', 'whatsapp'],
  ...['adv', 'banner', 'retargeting', 'rtb'],
];

/** Values of the field `source`. */
export const SOURCE_CLASSES = ['adv', 'email', 'sms', 'utm', 'search', 'referral', 'direct'] as const;
