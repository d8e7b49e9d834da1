/* The scrolling list of one chat: draws blocks, keeps what did not change, follows the end, counts what is unread. */

import { blocksOf } from "./blocks.js";
import { bubble } from "./bubble.js";
import { el, icon } from "./dom.js";
import { words } from "./words.js";

const NEAR_END_PX = 90;
const GLOW_MS = 1800;

export class Thread {
  unread = 0;
  #drawn = new Map();
  #seat;
  #onUnread;
  #atEnd = true;
  #top = 0;

  constructor(seat, onUnread) {
    this.#seat = seat;
    this.#onUnread = onUnread;
    this.inner = el("div", { class: "log-inner" });
    this.list = el("div", { class: "log", role: "log", tabindex: "0", "aria-label": words.messages }, this.inner);
    this.badge = el("span", { class: "badge", hidden: true });
    const attrs = { type: "button", class: "jump", hidden: true, "aria-label": words.jump };
    this.jump = el("button", attrs, icon("down"), this.badge);
    this.node = el("div", { class: "thread" }, this.list, this.jump);
    this.list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#walk(event));
    this.jump.addEventListener("click", () => this.toEnd("smooth"));
    const keepEnd = new ResizeObserver(() => this.#atEnd && this.toEnd());
    for (const node of [this.list, this.inner]) keepEnd.observe(node);
  }

  /** Starts over with another chat: nothing is read aloud while it fills. */
  clear() {
    this.#drawn.clear();
    this.inner.replaceChildren();
    this.list.setAttribute("aria-busy", "true");
    this.#atEnd = true;
    this.#count(0);
  }

  draw(messages, { nowMs, cut, empty }) {
    const { personId, chatId } = this.#seat;
    const blocks = blocksOf(messages, { personId, chatId, nowMs });
    const drawn = new Map(blocks.map((block) => [block.key, this.#keep(block)]));
    this.#drawn = drawn;
    const lead = cut ? [el("p", { class: "line" }, words.earlier)] : [];
    place(this.inner, blocks.length ? [...lead, ...[...drawn.values()].map((entry) => entry.node)] : [empty()]);
    if (this.#atEnd) this.toEnd();
    requestAnimationFrame(() => this.list.removeAttribute("aria-busy"));
  }

  /** A message arrived: own ones take us to the end, others count as unread when the end is out of sight. */
  arrived(own) {
    if (own) this.toEnd();
    else if (!this.#atEnd || !this.#visible()) this.#count(this.unread + 1);
  }

  /** The message changed under the reader's eyes. */
  glow(messageId) {
    const node = this.#find(messageId);
    if (!node) return;
    node.classList.add("glow");
    setTimeout(() => node.classList.remove("glow"), GLOW_MS);
  }

  reveal(messageId) {
    const node = this.#find(messageId);
    if (node) this.#atEnd = false; // else a column that has just become visible jumps back to the end
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    this.glow(messageId);
  }

  shown() {
    if (this.#atEnd) this.toEnd();
  }

  toEnd(behavior = "instant") {
    this.#atEnd = true;
    this.list.scrollTo({ top: this.list.scrollHeight, behavior });
    if (this.#visible()) this.#count(0);
  }

  #keep(block) {
    const before = this.#drawn.get(block.key);
    return before && same(before.block, block) ? before : { block, node: draw(block, this.#seat) };
  }

  #find(messageId) {
    for (const { block, node } of this.#drawn.values()) {
      if (block.messages.some((message) => message.message_id === messageId)) return node;
    }
    return null;
  }

  #visible() {
    return this.list.offsetParent !== null;
  }

  #scrolled() {
    if (!this.#visible()) return;
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (near || scrollTop < this.#top) this.#atEnd = near;
    this.#top = scrollTop;
    this.jump.hidden = this.#atEnd;
    if (this.#atEnd) this.#count(0);
  }

  #count(unread) {
    this.unread = unread;
    this.badge.hidden = unread === 0;
    this.badge.replaceChildren(String(unread));
    this.#onUnread(unread);
  }

  /* The list is one stop of the Tab key; inside it the arrows go from message to message and Enter replies. */
  #walk(event) {
    const items = [...this.list.querySelectorAll(".message")];
    const here = items.indexOf(document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && (here >= 0 || event.target === this.list)) {
      event.preventDefault();
      items[here < 0 ? items.length - 1 : Math.max(0, Math.min(items.length - 1, here + step))]?.focus();
    } else if (event.key === "Enter" && here >= 0) {
      event.preventDefault();
      items[here].querySelector(".reply-button").click();
    }
  }
}

function draw(block, seat) {
  return block.kind === "bubble" ? bubble(block, seat) : el("p", { class: `line ${block.kind}` }, block.text);
}

function same(a, b) {
  const flat = (block) => [block.text, block.own, block.first, block.last, block.messages.length];
  return flat(a).every((value, i) => value === flat(b)[i]) && a.messages.every((message, i) => message === b.messages[i]);
}

/* Only what is new or moved touches the page, so focus, playing sound and screen readers are left in peace. */
function place(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}
