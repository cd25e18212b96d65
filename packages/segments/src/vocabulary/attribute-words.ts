import type { AttributeValue, DictionaryView, FactsColumns } from '@perennial/facts';
import { tagsOf } from '../judge/tags.ts';
import { textsOfDictionary } from './dictionary-texts.ts';
import { newestValueCodes } from './newest-value-codes.ts';
import type { Vocabulary } from './vocabulary.ts';

const CONSENT = 'consent.';

/** The names of traits. */
export function attributeNames(names: DictionaryView): Vocabulary {
  return {
    key: 'attribute',
    isExact: true,
    knows: (text) => names.codeOf(text) >= 0,
    *words() {
      for (const name of textsOfDictionary(names)) if (!name.startsWith(CONSENT)) yield name;
    },
  };
}

/** The texts that customers have as a trait now. One that was told of any trait, ever and in this case, passes for known. */
export function attributeWords(name: string, columns: FactsColumns): Vocabulary | undefined {
  const { attributeName, attributeValue } = columns.dictionaries;
  const nameCode = attributeName.codeOf(name);
  if (nameCode < 0) return undefined;
  return {
    key: `value of ${name}`,
    isExact: false,
    knows: (text) => attributeValue.codeOf(JSON.stringify(text)) >= 0,
    words: () => newestTexts(nameCode, columns),
  };
}

/** The tags that customers have now. */
export function tagWords(columns: FactsColumns): Vocabulary {
  return {
    key: 'tag',
    isExact: true,
    knows: () => false,
    words: () => {
      const nameCode = columns.dictionaries.attributeName.codeOf('tags');
      const texts = nameCode < 0 ? [] : newestTexts(nameCode, columns);
      return texts && new Set(texts.flatMap(tagsOf));
    },
  };
}

/** The channels about which somebody said something. */
export function consentChannels(names: DictionaryView): Vocabulary {
  return {
    key: 'consent channel',
    isExact: true,
    knows: () => false,
    words: () => consents(names).map(([channel]) => channel),
  };
}

/** The topics of a channel; undefined where nobody said anything about the channel. */
export function consentTopics(channel: string, names: DictionaryView): Vocabulary | undefined {
  const topics = consents(names).filter(([each]) => each === channel);
  if (topics.length === 0) return undefined;
  return {
    key: `consent topic of ${channel}`,
    isExact: true,
    knows: (topic) => topic === 'all',
    words: () => topics.map(([, topic]) => topic),
  };
}

/** Channels and topics. */
function consents(names: DictionaryView): [channel: string, topic: string][] {
  const found: [string, string][] = [];
  for (const name of textsOfDictionary(names)) {
    if (!name.startsWith(CONSENT)) continue;
    const [channel = '', ...topic] = name.slice(CONSENT.length).split('.');
    found.push([channel, topic.join('.')]);
  }
  return found;
}

function newestTexts(nameCode: number, columns: FactsColumns): string[] | undefined {
  const { attributeValue } = columns.dictionaries;
  return newestValueCodes(nameCode, columns)
    ?.map((code): AttributeValue => JSON.parse(attributeValue.textOf(code)))
    .filter((value) => typeof value === 'string');
}
