/* Building nodes. Text only ever enters through text nodes, so nothing anybody writes can become markup. */

const SVG = "http://www.w3.org/2000/svg";

/** el("button", {class: "x", on: {click}, "aria-label": "…"}, "text", node): null and false children are left out. */
export function el(tag, attrs = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) setAttr(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setAttr(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  else if (name in node && typeof value === "boolean") node[name] = value;
  else node.setAttribute(name, value);
}

/** svg("path", {d: "…"}) for drawings made on the spot. */
export function svg(tag, attrs = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** One of the symbols at the top of chat.html. */
export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#i-${name}` }));
}

export function iconButton(name, label, onClick, cls = "round") {
  return el("button", { type: "button", class: cls, "aria-label": label, title: label, on: { click: onClick } }, icon(name));
}

/** A small steady number from a text or id: colours, map drawings and wave forms keep their look between visits. */
export function hash(value) {
  let sum = 2166136261;
  for (const char of String(value)) sum = Math.imul(sum ^ char.codePointAt(0), 16777619);
  return sum >>> 0;
}
