import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ZoneTime } from '@perennial/calendar';
import {
  type BestMoment,
  type BestSlot,
  type ChannelEstimate,
  type ChosenChannel,
  type Consents,
  type ContactCounts,
  consentOfChannel,
  kindOfChannel,
  nextMomentMs,
  useOfChannel,
} from '@perennial/channel-choice';
import type {
  ChannelChoiceSchema,
  ChannelEstimateSchema,
  ContactFiguresSchema,
  MomentSchema,
  SlotChoiceSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';

export function estimateMessage(
  estimate: ChannelEstimate,
  consents: Consents,
): MessageInitShape<typeof ChannelEstimateSchema> {
  const { channel, probability, own, ownWeight, cellRate, baseRate } = estimate;
  return {
    ...{ channel, probability, ownWeight, cellRate, baseRate },
    kind: kindOfChannel(channel),
    consent: consentOfChannel(channel) === undefined ? 'not_asked' : useOfChannel(channel, consents),
    own: figuresMessage(own),
  };
}

export function figuresMessage({
  contacts,
  conversions,
  netMinor,
}: ContactCounts): MessageInitShape<typeof ContactFiguresSchema> {
  return {
    contacts: BigInt(contacts),
    conversions: BigInt(conversions),
    netMinor: BigInt(Math.round(netMinor)),
  };
}

/** Nothing where nothing was chosen. */
export function choiceMessage(
  chosen: ChosenChannel | undefined,
): MessageInitShape<typeof ChannelChoiceSchema> | undefined {
  return chosen === undefined ? undefined : { ...chosen };
}

export function momentMessage(
  { hour, weekday }: BestMoment,
  zone: ZoneTime,
  nowMs: number,
): MessageInitShape<typeof MomentSchema> {
  return {
    hour: slotMessage(hour),
    weekday: slotMessage(weekday),
    nextTime: timestampFromMs(nextMomentMs(nowMs, weekday.slot, hour.slot, zone)),
    timeZone: zone.timeZone,
  };
}

function slotMessage(best: BestSlot): MessageInitShape<typeof SlotChoiceSchema> {
  const { slot, share, chanceOfBest, sureness, ownInSlot, ownInAll, ownWeight } = best;
  return {
    ...{ slot, share, chanceOfBest, sureness, ownWeight },
    ownInSlot: BigInt(ownInSlot),
    ownInAll: BigInt(ownInAll),
  };
}
