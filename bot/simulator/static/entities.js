/* A message's text and entities as nodes. Offsets are UTF-16 units, which is what JavaScript strings count in. */

import { el } from "./dom.js";
import { words } from "./words.js";

const SAFE_LINK = /^(https?|tg|mailto|tel):/i;
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN_TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

/** Whether a link that a message brings may be opened at all. */
export function isSafe(url) {
  return SAFE_LINK.test(url);
}

/** `actions.link(url)` and `actions.command(text)` are called when a link or a /command is pressed. */
export function richText(text, entities, actions) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, sorted, actions);
}

function span(text, from, to, entities, actions) {
  const nodes = [];
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    if (entity.offset < at) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const end = Math.min(entity.offset + entity.length, to);
    const raw = text.slice(entity.offset, end);
    nodes.push(wrap(entity, raw, span(text, entity.offset, end, entities, actions), actions));
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end; // a block breaks the line by itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, raw, inner, actions) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, inner, actions);
    case "url":
      return link(/^[a-z]+:/i.test(raw) ? raw : `https://${raw}`, inner, actions);
    case "email":
      return link(`mailto:${raw}`, inner, actions);
    case "phone_number":
      return link(`tel:${raw}`, inner, actions);
    case "bot_command":
      return el("button", { type: "button", class: "inline-link", on: { click: () => actions.command(raw) } }, inner);
    case "spoiler":
      return spoiler(inner);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return el("span", { class: "mention" }, inner);
    default:
      return PLAIN_TAGS[entity.type] ? el(PLAIN_TAGS[entity.type], {}, inner) : el("span", {}, inner);
  }
}

function link(url, inner, actions) {
  if (!isSafe(url)) return el("span", {}, inner);
  const follow = (event) => {
    if (actions.link(url)) event.preventDefault();
  };
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", on: { click: follow } }, inner);
}

function spoiler(inner) {
  const show = (event) => event.currentTarget.classList.add("shown");
  return el("button", { type: "button", class: "spoiler", title: words.spoiler, on: { click: show } }, inner);
}
