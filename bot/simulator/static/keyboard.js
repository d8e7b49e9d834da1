/* Inline keyboards: real buttons that are pressed for the person of the column, and what the bot answers to it. */

import * as api from "./api.js";
import { alertBox, toast } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { isSafe } from "./entities.js";
import { words } from "./words.js";

const ASK_EVERY_MS = 200;
const PATIENCE_MS = 15000;

/** `seat` is the column: {personId, chatId, link(url), node}. */
export function inlineKeyboard(message, seat) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  const line = (row) => el("div", { class: "keys" }, row.map((key) => button(key, message, seat)));
  return el("div", { class: "keyboard" }, rows.map(line));
}

function button(key, message, seat) {
  if (key.callback_data !== undefined) {
    const node = el("button", { type: "button", class: "key" }, key.text);
    node.addEventListener("click", () => press(node, key, message, seat));
    return node;
  }
  if (key.url) return urlButton(key, seat);
  return el("button", { type: "button", class: "key", disabled: true, title: words.unsupportedButton }, key.text);
}

function urlButton(key, seat) {
  const go = () => openLink(key.url, seat);
  return el("button", { type: "button", class: "key", on: { click: go } }, key.text, icon("link"));
}

function openLink(url, seat) {
  if (!seat.link(url) && isSafe(url)) window.open(url, "_blank", "noopener");
}

async function press(node, key, message, seat) {
  node.classList.add("waiting");
  node.setAttribute("aria-busy", "true");
  try {
    const { id } = await api.press({
      from: seat.personId,
      chat: seat.chatId,
      message_id: message.message_id,
      data: key.callback_data,
    });
    show(await outcome(id), seat);
  } catch (error) {
    toast(seat.node, error.message, "bad");
  } finally {
    node.classList.remove("waiting");
    node.removeAttribute("aria-busy");
  }
}

async function outcome(id) {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const reply = await api.answer(id);
    if (reply.answered) return reply;
    await new Promise((wake) => setTimeout(wake, ASK_EVERY_MS));
  }
  return { text: words.noAnswer, late: true };
}

function show(reply, seat) {
  if (reply.url) openLink(reply.url, seat);
  if (!reply.text) return;
  if (reply.show_alert) alertBox(reply.text);
  else toast(seat.node, reply.text, reply.late ? "bad" : "");
}
