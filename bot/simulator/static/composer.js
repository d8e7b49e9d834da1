/* Where one writes: words, pictures, a place, a voice sample; what is replied to; ready sentences to try. */

import * as api from "./api.js";
import { Attachments } from "./attachments.js";
import { askPlace } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { summary } from "./media.js";
import { senderOf } from "./bubble.js";
import { words } from "./words.js";

const TALLEST_PX = 140;
const VOICE_SAMPLE = new URL("voice.ogg", import.meta.url);

export class Composer {
  #column;
  #reply = null;

  constructor(column) {
    this.#column = column;
    this.files = new Attachments(() => this.enable());
    this.text = el("textarea", { rows: "1", enterkeyhint: "send", autocomplete: "off" });
    this.sendButton = iconButton("send", words.send, () => this.#submit(), "round send");
    this.tools = this.#tools();
    this.quoted = el("div", { class: "quoted", hidden: true });
    this.keys = el("div", { class: "reply-keys", hidden: true });
    this.hints = el("div", { class: "hints", hidden: true, role: "group", "aria-label": words.hints });
    const row = el("div", { class: "write" }, this.tools, this.text, this.sendButton);
    this.node = el("footer", { class: "composer" }, this.hints, this.quoted, this.files.node, row, this.keys);
    this.#listen();
  }

  reset() {
    this.quote(null);
    this.#showKeys(null);
    this.files.clear();
    this.text.value = "";
    this.#fit();
  }

  /** Follows who the column stands for. */
  enable() {
    const nobody = this.#column.personId === null;
    for (const node of [this.text, this.sendButton, ...this.tools.children]) node.disabled = nobody;
    this.text.placeholder = this.files.empty ? words.write(this.#column.personName) : words.caption;
    this.text.setAttribute("aria-label", this.text.placeholder);
    this.#showHints();
  }

  quote(message) {
    this.#reply = message;
    this.quoted.hidden = message === null;
    if (message === null) return;
    const name = this.#column.store.nameOf(senderOf(message));
    this.quoted.replaceChildren(
      icon("reply"),
      el("span", { class: "quoted-words" }, el("strong", {}, words.replyTo(name)), el("span", {}, summary(message))),
      iconButton("close", words.cancelReply, () => this.quote(null)),
    );
    if (!writingElsewhere(this.text)) this.text.focus();
  }

  /** A message came into the chat: a prompt opens the reply by itself, a reply keyboard appears or goes. */
  heard(message) {
    const markup = message.reply_markup ?? {};
    if (markup.force_reply) this.quote(message);
    if (markup.keyboard || markup.remove_keyboard) this.#showKeys(markup.keyboard ?? null);
  }

  /** Whoever the column stands for has answered, maybe elsewhere: the open reply to that message is done. */
  answered(message) {
    if (this.#reply && message.reply_to_message?.message_id === this.#reply.message_id) this.quote(null);
  }

  #tools() {
    const tools = el("div", { class: "tools" });
    tools.append(
      iconButton("photo", words.attach, () => this.files.choose()),
      iconButton("place", words.sendPlace, () => this.#place()),
      iconButton("voice", words.sendVoice, () => this.#voice()),
    );
    return tools;
  }

  #listen() {
    this.text.addEventListener("input", () => this.#fit());
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.quote(null);
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.text.addEventListener("paste", (event) => this.files.add(event.clipboardData.files));
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      this.files.add(event.dataTransfer.files);
    });
  }

  #fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST_PX)}px`;
  }

  #head() {
    const { personId, chatId } = this.#column;
    return { from: personId, chat: chatId, reply_to: this.#reply?.message_id };
  }

  async #submit() {
    const text = this.text.value.trim();
    if (!text && this.files.empty) return;
    const [head, reply, files] = [this.#head(), this.#reply, this.files.take()];
    const kept = this.text.value;
    this.text.value = "";
    this.quote(null);
    this.#fit();
    const go = () => (files.length ? sendFiles(head, files, text) : api.send({ ...head, text }));
    const sent = await this.#column.attempt(go);
    if (!sent) this.#restore(kept, reply, files);
    this.text.focus();
  }

  #restore(text, reply, files) {
    this.text.value = text;
    this.files.add(files);
    this.quote(reply);
    this.#fit();
  }

  async #place() {
    const place = await askPlace(this.#column.page.places);
    if (place) this.#column.attempt(() => api.sendLocation({ ...this.#head(), ...place }));
  }

  #voice() {
    this.#column.attempt(async () => {
      const bytes = await (await fetch(VOICE_SAMPLE)).blob();
      const file = new File([bytes], "voice.ogg", { type: "audio/ogg" });
      await api.sendMedia({ ...this.#head(), kind: "voice" }, file);
    });
  }

  #showHints() {
    const mine = this.#column.page.hints.filter((hint) => String(hint.person) === String(this.#column.personId));
    this.hints.hidden = mine.length === 0;
    this.hints.replaceChildren(icon("spark"), ...mine.map((hint) => this.#chip(hint)));
  }

  #chip({ label, text }) {
    return el("button", { type: "button", class: "hint", title: text, on: { click: () => this.#try(text) } }, label);
  }

  #try(text) {
    this.text.value = text;
    this.#fit();
    this.text.focus();
  }

  /** Keys of a reply keyboard say their text; one that wants a place opens the dialog. */
  #showKeys(rows) {
    this.keys.hidden = rows === null;
    const line = (row) => el("div", { class: "keys" }, row.map((key) => this.#key(key)));
    this.keys.replaceChildren(...(rows ?? []).map(line));
  }

  #key(key) {
    const text = typeof key === "string" ? key : key.text;
    const say = () => this.#column.attempt(() => api.send({ ...this.#head(), text }));
    const click = key.request_location ? () => this.#place() : say;
    return el("button", { type: "button", class: "key", on: { click } }, text);
  }
}

/* A prompt in one column must not take the keyboard from somebody who writes in another. */
function writingElsewhere(own) {
  const busy = document.activeElement;
  return busy !== own && busy instanceof HTMLTextAreaElement;
}

async function sendFiles(head, files, caption) {
  const album = files.length > 1 && files.every((file) => kindOf(file) !== "document");
  const group = album ? `album${Date.now()}` : undefined;
  for (const [i, file] of files.entries()) {
    const said = i === 0 && caption ? caption : undefined;
    await api.sendMedia({ ...head, kind: kindOf(file), media_group_id: group, caption: said }, file);
  }
}

function kindOf(file) {
  if (file.type.startsWith("image/") && file.type !== "image/svg+xml") return "photo";
  return file.type.startsWith("video/") ? "video" : "document";
}
