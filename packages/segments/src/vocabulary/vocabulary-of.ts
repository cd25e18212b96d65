import type { NamedThing } from '@perennial/conditions';
import type { FactsColumns } from '@perennial/facts';
import {
  attributeNames,
  attributeWords,
  consentChannels,
  consentTopics,
  tagWords,
} from './attribute-words.ts';
import { textsOfDictionary } from './dictionary-texts.ts';
import { fieldVocabulary } from './field-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Undefined for what is checked elsewhere: another segment, a group, an RFM scheme, and words of closed lists. */
export function vocabularyOf(thing: NamedThing, columns: FactsColumns): Vocabulary | undefined {
  const { dictionaries } = columns;
  switch (thing.of) {
    case 'field':
      return fieldVocabulary(thing, columns);
    case 'event_type':
      return {
        key: 'event type',
        isExact: true,
        knows: (text) => dictionaries.eventType.codeOf(text) >= 0,
        words: () => textsOfDictionary(dictionaries.eventType),
      };
    case 'attribute':
      return attributeNames(dictionaries.attributeName);
    case 'attribute_value':
      return attributeWords(thing.name, columns);
    case 'tag':
      return tagWords(columns);
    case 'consent_channel':
      return consentChannels(dictionaries.attributeName);
    case 'consent_topic':
      return consentTopics(thing.channel, dictionaries.attributeName);
    default:
      return undefined;
  }
}
