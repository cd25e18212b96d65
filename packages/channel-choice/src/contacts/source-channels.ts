import { type DictionaryView, sourceOfText } from '@perennial/facts';
import { channelOfMessage, channelOfSource } from '../channels/channel.ts';

/** Channels by code of a source; each is found out once. */
export class SourceChannels {
  readonly #sources: DictionaryView;
  readonly #arrival: string[] = [];
  readonly #message: string[] = [];

  constructor(sources: DictionaryView) {
    this.#sources = sources;
  }

  of(code: number): string {
    return this.#known(this.#arrival, code, channelOfSource);
  }

  ofMessage(code: number): string {
    return this.#known(this.#message, code, channelOfMessage);
  }

  #known(known: string[], code: number, channelOf: typeof channelOfSource): string {
    const channel = known[code] ?? channelOf(sourceOfText(this.#sources.textOf(code)));
    known[code] = channel;
    return channel;
  }
}
