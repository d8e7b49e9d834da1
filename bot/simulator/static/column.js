/* One column: a person's phone showing one of his chats. Its parts get it as their `seat`. */

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { askPerson, toast } from "./dialogs.js";
import { el } from "./dom.js";
import { Picker } from "./picker.js";
import { Thread } from "./thread.js";
import { words } from "./words.js";

const ADD = "add";

export class Column {
  personId = null;
  chatId = null;
  #firstPerson;

  /** seat: {person, chat, label}; page: {store, now(), hints, places, onUnread(column, count), onSeat()}. */
  constructor(seat, page) {
    this.store = page.store;
    this.page = page;
    this.label = seat.label;
    this.#firstPerson = seat.person;
    this.thread = new Thread(this, (count) => page.onUnread(this, count));
    this.composer = new Composer(this);
    this.people = new Picker(seat.label, words.person, (value) => this.#pickPerson(value));
    this.chats = new Picker("", words.chat, (value) => this.show(this.personId, Number(value)));
    const head = el("header", { class: "column-head" }, this.people.node, this.chats.node);
    this.node = el("section", { class: "column", "aria-label": seat.label }, head, this.thread.node, this.composer.node);
    this.store.addEventListener("chat", (event) => this.#changed(event.detail));
    this.store.addEventListener("people", () => this.#settle());
    this.store.addEventListener("reset", () => this.#fill());
    this.show(seat.person, seat.chat);
  }

  async show(personId, chatId) {
    this.personId = personId;
    this.chatId = chatId;
    this.#fillPickers();
    this.composer.reset();
    this.node.querySelector(".toast")?.remove();
    this.page.onSeat();
    await this.#fill();
  }

  async #fill() {
    this.thread.clear();
    if (this.personId !== null) await this.attempt(() => this.store.open(this.chatId));
    this.#draw();
    const last = this.store.listOf(this.chatId).at(-1);
    if (last) this.composer.heard(last);
  }

  /* People and groups come and go (a reset, a group that became a supergroup): stay where that is possible. */
  #settle() {
    const { people } = this.store;
    const person = people.has(this.personId) ? this.personId : ([...people.keys()][0] ?? null);
    const stays = this.chatId === person || this.store.groupsOf(person).some((chat) => chat.id === this.chatId);
    if (person === this.personId && stays) this.#fillPickers();
    else this.show(person, person);
  }

  get person() {
    return this.store.people.get(this.personId);
  }

  get personName() {
    return this.person ? this.store.nameOf(this.person) : "";
  }

  replyTo(message) {
    this.composer.quote(message);
  }

  reveal(messageId) {
    this.thread.reveal(messageId);
  }

  /** A link into this very bot (t.me/<bot>?start=…) is opened here; true when that was done. */
  link(url) {
    const payload = startPayload(url, this.store.bot.username);
    if (payload === null) return false;
    this.start(payload);
    return true;
  }

  command(text) {
    this.attempt(() => api.send({ from: this.personId, chat: this.chatId, text }));
  }

  /** The private chat with the bot is opened, as the button 开始 or a link does it. */
  async start(payload) {
    if (this.chatId !== this.personId) await this.show(this.personId, this.personId);
    await this.attempt(() => api.start(this.personId, payload));
  }

  /** Runs something that talks to the server; what went wrong is said in this column. True when it went well. */
  async attempt(action) {
    try {
      await action();
      return true;
    } catch (error) {
      toast(this.node, error.message, "bad");
      return false;
    }
  }

  async #pickPerson(value) {
    if (value !== ADD) return this.show(Number(value), Number(value));
    this.#fillPickers();
    const name = await askPerson();
    if (!name) return undefined;
    return this.attempt(async () => {
      const person = await api.addPerson({ first_name: name });
      await this.store.load();
      await this.show(person.id, person.id);
    });
  }

  #changed({ chat, message, fresh }) {
    if (chat !== this.chatId) return;
    const own = message?.from?.id === this.personId;
    this.#draw();
    if (!message) return;
    if (fresh && message.migrate_to_chat_id) this.#follow(message.migrate_to_chat_id);
    if (fresh) this.thread.arrived(own);
    else this.thread.glow(message.message_id);
    if (fresh && own) this.composer.answered(message);
    else if (fresh) this.composer.heard(message);
  }

  async #follow(newId) {
    await this.attempt(() => this.store.load());
    this.show(this.personId, newId);
  }

  #draw() {
    const messages = this.store.listOf(this.chatId);
    const cut = this.store.full(this.chatId);
    this.thread.draw(messages, { nowMs: this.page.now(), cut, empty: () => this.#empty() });
  }

  #empty() {
    const [title, hint] = this.#emptyWords();
    const open = el("button", { type: "button", class: "primary", on: { click: () => this.start() } }, words.start);
    const alone = this.personId !== null && this.chatId === this.personId;
    return el("div", { class: "empty" }, el("strong", {}, title), el("p", {}, hint), alone && open);
  }

  #emptyWords() {
    if (this.personId === null) return [words.nobody, words.nobodyHint];
    if (this.chatId === this.personId) return [words.emptyPrivate, words.emptyPrivateHint];
    return [words.emptyGroup, words.emptyGroupHint];
  }

  #fillPickers() {
    const people = [...this.store.people.values()].map((person) => [person.id, this.#titleOf(person)]);
    this.people.caption(this.personId === this.#firstPerson ? this.label : this.store.roleOf(this.personId) || this.label);
    this.people.fill([...people, [ADD, words.addPerson]], this.personId, this.person && this.personName);
    const groups = this.personId === null ? [] : this.store.groupsOf(this.personId);
    const own = this.personId === null ? [] : [[this.personId, words.privateChat(this.store.bot.first_name)]];
    this.chats.fill([...own, ...groups.map((chat) => [chat.id, chat.title])], this.chatId);
    const group = this.store.groups.get(this.chatId);
    this.chats.caption(group ? words.groupSubtitle(group.members.length) : words.botSubtitle);
    this.composer.enable();
  }

  #titleOf(person) {
    const role = this.store.roleOf(person.id);
    return role ? `${this.store.nameOf(person)}（${role}）` : this.store.nameOf(person);
  }
}

function startPayload(url, botName) {
  const found = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)([A-Za-z0-9_]+)[?&]start=([A-Za-z0-9_-]{1,64})/.exec(url);
  return found && found[1].toLowerCase() === (botName ?? "").toLowerCase() ? found[2] : null;
}
