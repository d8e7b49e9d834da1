/* What the page knows: the bot, people, chats and the messages of chats that were opened. Columns listen to it. */

import * as api from "./api.js";
import { words } from "./words.js";

const SHOWN_MESSAGES = 400;
const SOON_MS = 150;
const OUTSIDE = new Set(["left", "kicked"]);

export class Store extends EventTarget {
  bot = { first_name: "", username: "" };
  people = new Map();
  groups = new Map();
  roles = new Map();
  lastEvent = 0;
  #chats = new Map();
  #soon = 0;

  /** Reads who and which chats there are; answers the number of the newest event. */
  async load() {
    const state = await api.state();
    this.bot = state.bot;
    this.startedAt = state.now;
    this.people = new Map(state.people.filter((person) => !person.is_bot).map((person) => [person.id, person]));
    this.groups = new Map(state.chats.filter((chat) => chat.type !== "private").map((chat) => [chat.id, chat]));
    this.dispatchEvent(new Event("people"));
    return state.last_event;
  }

  /** Reads everything afresh: at the beginning, after the line was down, after a reset. */
  async restart() {
    this.#chats.clear();
    this.lastEvent = await this.load();
    this.dispatchEvent(new Event("reset"));
  }

  /** People with what they are in the story, e.g. {id, name, role, label}. */
  name(person) {
    this.roles.set(person.id, person);
  }

  roleOf(id) {
    const known = this.roles.get(id);
    return known ? (known.label ?? words.roles[known.role] ?? "") : "";
  }

  nameOf(user) {
    return this.roles.get(user.id)?.name ?? fullName(user);
  }

  groupsOf(personId) {
    const inside = (member) => member.user_id === personId && !OUTSIDE.has(member.status);
    return [...this.groups.values()].filter((chat) => chat.members.some(inside));
  }

  /** The chat's messages by id, fetched once; later ones come with the events. */
  async open(chatId) {
    if (!this.#chats.has(chatId)) {
      this.#chats.set(chatId, new Map());
      const known = this.#chats.get(chatId);
      const old = await api.messages(chatId, SHOWN_MESSAGES).catch((error) => {
        this.#chats.delete(chatId);
        throw error;
      });
      const missing = old.filter((message) => !message.deleted && !known.has(message.message_id));
      for (const message of missing) known.set(message.message_id, message);
      this.#tell(chatId, null);
    }
    return this.listOf(chatId);
  }

  listOf(chatId) {
    const known = this.#chats.get(chatId) ?? new Map();
    return [...known.values()].sort((a, b) => a.message_id - b.message_id).slice(-SHOWN_MESSAGES);
  }

  full(chatId) {
    return (this.#chats.get(chatId)?.size ?? 0) >= SHOWN_MESSAGES;
  }

  put(chatId, message) {
    const known = this.#chats.get(chatId);
    if (!known) return;
    const before = known.get(message.message_id);
    known.set(message.message_id, message);
    this.#tell(chatId, { message, fresh: !before });
  }

  take(event) {
    this.lastEvent = Math.max(this.lastEvent, event.n);
    if (event.type === "message" || event.type === "edit") this.put(event.chat, event.message);
    else if (event.type === "delete") this.#remove(event);
    else if (event.type === "reset") this.restart().catch(() => {});
    else if (event.type === "chat" || event.type === "person") this.#loadSoon();
    else this.dispatchEvent(new CustomEvent("event", { detail: event })); // an extension's own
  }

  /* Hundreds of people may arrive in one go. */
  #loadSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.load().catch(() => {}), SOON_MS);
  }

  #remove(event) {
    const id = event.message_id ?? event.message?.message_id;
    if (this.#chats.get(event.chat)?.delete(id)) this.#tell(event.chat, null);
  }

  #tell(chat, detail) {
    this.dispatchEvent(new CustomEvent("chat", { detail: { chat, ...detail } }));
  }
}

export function fullName(user) {
  return [user.last_name, user.first_name].filter(Boolean).join("") || user.title || words.deletedAccount;
}
