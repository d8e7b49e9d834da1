/* One bubble: a message, or an album of several. */

import { avatar, hueOf } from "./avatar.js";
import { el, iconButton } from "./dom.js";
import { richText } from "./entities.js";
import { inlineKeyboard } from "./keyboard.js";
import { mediaTile, summary } from "./media.js";
import { fullName } from "./store.js";
import { timeOfDay } from "./time.js";
import { words } from "./words.js";

const LONG_PRESS_MS = 450;

/** block: {messages, own, first, last, inGroup}; seat: the column (see column.js). */
export function bubble(block, seat) {
  const message = block.messages.at(-1);
  const head = block.messages[0];
  const sender = senderOf(head);
  const name = seat.store.nameOf(sender);
  const node = el(
    "article",
    { class: classes(block), tabindex: "-1", "data-id": message.message_id, "aria-label": name },
    block.inGroup && !block.own && face(block, name, sender),
    el("div", { class: "stack" }, body(block, head, name, sender, seat), inlineKeyboard(message, seat)),
  );
  onLongPress(node);
  return node;
}

/** The round picture, only beside the last bubble of a run. */
function face(block, name, sender) {
  return block.last ? avatar(name, sender.id, { bot: sender.is_bot }) : el("span", { class: "avatar-gap" });
}

function body(block, head, name, sender, seat) {
  const told = block.messages.find((message) => message.text ?? message.caption) ?? head;
  const tiles = block.messages.map(mediaTile).filter(Boolean);
  const text = told.text ?? told.caption;
  return el(
    "div",
    { class: `bubble${tiles.length ? " with-media" : ""}${text ? "" : " bare"}` },
    !block.own && block.first && el("p", { class: `from ${hueOf(sender)}` }, name),
    head.forward_origin && el("p", { class: "forwarded" }, words.forwarded(originName(head.forward_origin))),
    head.reply_to_message && quote(head.reply_to_message, seat),
    tiles.length > 1 ? el("div", { class: `album of-${Math.min(tiles.length, 4)}` }, tiles) : tiles,
    text !== undefined && el("div", { class: "text" }, richText(text, told.entities ?? told.caption_entities, seat)),
    text === undefined && !tiles.length && el("div", { class: "text dim" }, words.other),
    stamp(told),
    iconButton("reply", words.replyTo(name), () => seat.replyTo(head), "reply-button"),
  );
}

function stamp(message) {
  const time = timeOfDay(message.date * 1000);
  return el("span", { class: "stamp" }, message.edit_date && el("span", {}, words.edited), el("time", {}, time));
}

function quote(message, seat) {
  const sender = senderOf(message);
  return el(
    "button",
    { type: "button", class: `quote ${hueOf(sender)}`, on: { click: () => seat.reveal(message.message_id) } },
    el("strong", {}, seat.store.nameOf(sender)),
    el("span", {}, summary(message)),
  );
}

export function senderOf(message) {
  return message.sender_chat ?? message.from ?? { id: 0 };
}

function originName(origin) {
  if (origin.sender_user) return fullName(origin.sender_user);
  return origin.sender_user_name ?? origin.chat?.title ?? words.deletedAccount;
}

function classes(block) {
  const flags = { own: block.own, other: !block.own, first: block.first, last: block.last };
  return ["message", ...Object.keys(flags).filter((flag) => flags[flag])].join(" ");
}

/* A finger has no hover: pressing long shows the reply button of that message alone. */
function onLongPress(node) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse") return;
    timer = setTimeout(() => pressed(node), LONG_PRESS_MS);
  });
  for (const event of ["pointerup", "pointercancel", "pointermove"]) node.addEventListener(event, stop);
}

function pressed(node) {
  document.querySelector(".message.pressed")?.classList.remove("pressed");
  node.classList.add("pressed");
  const away = (event) => {
    if (node.contains(event.target)) return;
    node.classList.remove("pressed");
    document.removeEventListener("pointerdown", away);
  };
  document.addEventListener("pointerdown", away);
}
