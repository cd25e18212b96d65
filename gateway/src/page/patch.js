/** Shows for a moment that a number went up or down. */
function flash(element, before, after) {
  const name = Number(after) > Number(before) ? 'moved-up' : 'moved-down';
  element.classList.remove('moved-up', 'moved-down');
  // Reading the layout restarts the animation.
  void element.offsetWidth;
  element.classList.add(name);
}

function patchAttributes(old, next) {
  const movedFrom = old.dataset.figure === next.dataset.figure ? old.dataset.value : undefined;
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (name === 'style') old.style.cssText = next.style.cssText;
    else if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const { value } = old.dataset;
  if (movedFrom !== undefined && movedFrom !== value) flash(old, movedFrom, value);
}

function sameKind(old, next) {
  return old.nodeType === next.nodeType && old.nodeName === next.nodeName;
}

function patchNode(old, next) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  patchAttributes(old, next);
  patchChildren(old, [...next.childNodes]);
}

/**
 * Makes the children of an element equal to `next` and keeps the nodes that are there: focus, scroll and reading position stay
 * where they are while figures change.
 */
function patchChildren(element, next) {
  next.forEach((child, place) => {
    const old = element.childNodes[place];
    if (old === undefined) element.append(child);
    else if (sameKind(old, child)) patchNode(old, child);
    else old.replaceWith(child);
  });
  while (element.childNodes.length > next.length) element.lastChild.remove();
}

/** Puts content into the element with this id, and ends its loading state. */
export function show(id, ...content) {
  const element = document.getElementById(id);
  patchChildren(element, content.flat());
  element.removeAttribute('aria-busy');
}
