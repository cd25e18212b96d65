/** A place of a template. */
interface TemplateParameter {
  name: string;
  description: string;
  type: ParameterType;
  /** Absent: a value must be given. */
  defaultValue?: string;
}

export type ParameterType = 'text' | 'texts' | 'money' | 'moneys' | 'span';

/** A segment that a template makes; the condition in text form. */
export interface RenderedSegment {
  /** Part of the id behind the template's. */
  suffix: string;
  name: string;
  text: string;
}

/** A use case as texts with places. `render` gets every parameter's value, checked. */
export interface Template {
  templateId: string;
  name: string;
  description: string;
  parameters: readonly TemplateParameter[];
  render(value: (name: string) => string, currency: string): RenderedSegment[];
}

/** A text as the text form writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The items of a list with commas. */
export function listItems(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
