import { expect, test } from '@jest/globals';
import { CONTACT_CHANNELS as ADDRESSING } from '@perennial/channel-choice';
import { CONTACT_CHANNELS as ASKED } from '@perennial/conditions';

test('conditions can ask for each channel by which a customer can be addressed, and for no other (PRED-11)', () => {
  expect([...ASKED].sort()).toEqual([...ADDRESSING].sort());
});
