import { FIELDS, type Field, type NamedThing } from '@perennial/conditions';

/** A text of a condition that nothing told so far has. */
export interface UnknownTextFinding {
  text: string;
  thing: NamedThing;
  suggestions: readonly string[];
}

/** For people: says what has no such text, and what may have been meant. */
export function unknownTextWarning({ text, thing, suggestions }: UnknownTextFinding): string {
  const said = `${nobodyHas(thing)} ${JSON.stringify(text)}`;
  const quoted = suggestions.map((word) => JSON.stringify(word));
  return quoted.length === 0 ? said : `${said}; did you mean ${quoted.join(' or ')}?`;
}

/** The name of what the text names: a field, or the kind of thing. */
export function unknownTextKind(thing: NamedThing): string {
  return thing.of === 'field' ? thing.field : thing.of;
}

function nobodyHas(thing: NamedThing): string {
  switch (thing.of) {
    case 'field':
      return `no ${bearerOf(thing.field)} so far has ${ofTest(thing, `the ${nameOf(thing.field)}`)}`;
    case 'event_type':
      return 'no event so far is called';
    case 'attribute':
      return 'no customer so far has an attribute';
    case 'attribute_value':
      return `no customer has ${ofTest(thing, `the ${thing.name}`)}`;
    case 'tag':
      return 'no customer has the tag';
    case 'consent_channel':
      return 'no customer so far said anything about a channel';
    case 'consent_topic':
      return `no customer so far said anything about ${thing.channel} for a topic`;
    default:
      return `there is no ${thing.of}`;
  }
}

function ofTest({ test }: { test: { op: string } }, what: string): string {
  switch (test.op) {
    case 'contains':
      return `${what} with`;
    case 'starts':
      return `${what} that starts with`;
    case 'ends':
      return `${what} that ends with`;
    default:
      return what;
  }
}

/** Products and stores are named by their ids. */
function nameOf(field: Field): string {
  return field === 'product' || field === 'store' ? 'id' : field;
}

function bearerOf(field: Field): string {
  const { place } = FIELDS[field];
  switch (place) {
    case 'product':
      return 'product bought or viewed';
    case 'store':
      return 'store that sold something';
    case 'source':
      return 'visit or order';
    case 'event':
      return 'event';
    default:
      return 'order';
  }
}
