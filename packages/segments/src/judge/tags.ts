import type { AttributeValue } from '@perennial/facts';

/** Whether the trait `tags` holds a tag. A list is kept as JSON; a text that is none is one tag. */
export function holdsTag(value: AttributeValue | undefined, tag: string): boolean {
  if (typeof value !== 'string') return false;
  if (!value.startsWith('[')) return value === tag;
  try {
    const tags: unknown = JSON.parse(value);
    return Array.isArray(tags) && tags.includes(tag);
  } catch {
    return value === tag;
  }
}
