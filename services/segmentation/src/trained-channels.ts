import type { ChannelBeliefs } from '@perennial/channel-choice';

/** The model of channels of a version. */
export interface TrainedChannels {
  version: number;
  beliefs: ChannelBeliefs;
}

/** The model of channels in force of a tenant; undefined where none was trained. */
export type ChannelModels = (tenant: string) => Promise<TrainedChannels | undefined>;
