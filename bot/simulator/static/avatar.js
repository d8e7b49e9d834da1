/* Round pictures with initials, coloured by id. */

import { el, hash, icon } from "./dom.js";

const HUES = 8;
const WIDE = /[^\u0000-\u02af]/;

export function avatar(name, id, { bot = false } = {}) {
  const attrs = { class: `avatar hue-${hash(id) % HUES}${bot ? " bot" : ""}`, "aria-hidden": "true" };
  return el("span", attrs, bot ? icon("bot") : initials(name));
}

/** The last two characters of a Chinese name, the first letters of any other. */
function initials(name) {
  const clean = name.trim();
  if (!WIDE.test(clean)) return clean.split(/\s+/).map((word) => word[0] ?? "").join("").slice(0, 2).toUpperCase();
  const letters = [...clean.replace(/[\s·（）()]/g, "")];
  return letters.slice(letters.length > 2 ? -2 : 0).join("");
}

/** The class that colours somebody's name; the bot keeps the page's own colour. */
export function hueOf(user) {
  return user.is_bot ? "" : `hue-${hash(user.id) % HUES}`;
}
