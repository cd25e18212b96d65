import type { AttributeValue } from '@perennial/facts';

/** Whether the trait `tags` holds a tag. */
export function holdsTag(value: AttributeValue | undefined, tag: string): boolean {
  return typeof value === 'string' && tagsOf(value).includes(tag);
}

/** The tags in the trait `tags`. A list is kept as JSON; a text that is none is one tag. */
export function tagsOf(value: string): string[] {
  if (!value.startsWith('[')) return [value];
  try {
    const tags: unknown = JSON.parse(value);
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return [value];
  }
}
