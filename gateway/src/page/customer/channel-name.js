import { readable } from '../format.js';

const CHANNELS = { email: 'E-mail', sms: 'SMS', adv: 'Advertising' };

/** A channel or source as people read it. */
export const channelName = (channel) => CHANNELS[channel] ?? readable(channel);
