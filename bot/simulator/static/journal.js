/* The drawer 接口日志: the bot's calls of the Bot API as they happen. */

import * as api from "./api.js";
import { el } from "./dom.js";
import { withSeconds } from "./time.js";
import { words } from "./words.js";

const KEPT_CALLS = 400;
const POLLING = "getupdates";

export class Journal {
  #count = 0;
  #last = 0;
  #node = (id) => document.getElementById(id);

  constructor(titleOf) {
    this.titleOf = titleOf;
    this.list = this.#node("calls");
    this.drawer = this.#node("drawer");
    this.#node("drawer-handle").addEventListener("click", () => this.toggle());
    this.#node("clear-log").addEventListener("click", () => this.clear());
    this.#mirror("only-errors");
    this.#mirror("show-polls");
    this.clear();
  }

  async reload() {
    const calls = await api.journal();
    this.clear();
    this.#last = 0;
    for (const call of calls) this.add(call);
  }

  clear() {
    this.#count = 0;
    this.list.replaceChildren(el("p", { class: "empty-calls" }, words.noCalls));
    this.#node("drawer-count").replaceChildren("0");
    this.#node("drawer-last").replaceChildren();
  }

  toggle(open = this.#node("drawer-body").hidden) {
    this.#node("drawer-body").hidden = !open;
    this.#node("drawer-handle").setAttribute("aria-expanded", String(open));
    this.drawer.classList.toggle("open", open);
    if (open) this.list.scrollTop = this.list.scrollHeight;
  }

  /** call: {n, at: unix seconds, method, chat_id, status, ms, params, description} */
  add(call) {
    if (call.n <= this.#last) return;
    this.#last = call.n;
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
    this.list.querySelector(".empty-calls")?.remove();
    this.list.append(this.#row(call));
    while (this.list.children.length > KEPT_CALLS) this.list.firstChild.remove();
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    if (call.method.toLowerCase() === POLLING) return;
    this.#count += 1;
    this.#node("drawer-count").replaceChildren(String(this.#count));
    this.#node("drawer-last").replaceChildren(`${call.method} · ${call.status}`);
    this.drawer.classList.toggle("bad", call.status >= 400);
  }

  #row(call) {
    const failed = call.status >= 400;
    const polling = call.method.toLowerCase() === POLLING;
    return el(
      "details",
      { class: `call${failed ? " failed" : ""}${polling ? " poll" : ""}` },
      el(
        "summary",
        {},
        el("time", {}, withSeconds(call.at * 1000)),
        el("code", {}, call.method),
        el("span", { class: "call-chat" }, call.chat_id ? this.titleOf(call.chat_id) : ""),
        el("span", { class: "call-status" }, String(call.status)),
        el("span", { class: "call-ms" }, words.milliseconds(call.ms)),
      ),
      call.description && el("p", { class: "call-error" }, call.description),
      el("pre", { "aria-label": words.parameters }, JSON.stringify(call.params, null, 2)),
    );
  }

  #mirror(id) {
    const box = this.#node(id);
    box.addEventListener("change", () => this.list.classList.toggle(id, box.checked));
  }
}
