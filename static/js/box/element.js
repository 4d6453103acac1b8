// @ts-check
// Elements with their attributes and content in one expression. Text goes in as text.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {{[attribute: string]: string}} attributes
 * @param {(Node | string | null)[]} content
 */
export function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content.filter((part) => part !== null));
  return made;
}
