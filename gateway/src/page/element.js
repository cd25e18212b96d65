/**
 * Makes an element. `style` holds custom properties, `data` data attributes; everything else is an attribute, left out when it
 * is false or undefined. Text is text, never HTML.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  const { style = {}, data = {}, ...attributes } = properties;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
  for (const [name, value] of Object.entries(data)) element.dataset[name] = value;
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

/**
 * A number that may move: `key` says which one it is, `value` lets the page see in which direction it went.
 */
export function figure(key, value, text) {
  return h('span', { data: { figure: key, value: String(value) } }, text);
}
