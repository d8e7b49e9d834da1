/* On a phone one column shows at a time: tabs at the bottom, with what is unread behind each. */

import { el, icon } from "./dom.js";
import { avatar } from "./avatar.js";
import { words } from "./words.js";

export class Tabs {
  #tabs = [];

  constructor(columns, journal, toolsLabel) {
    this.columns = columns;
    this.journal = journal;
    this.#tabs = columns.map((column, i) => this.#tab(column.label, () => this.choose(i)));
    this.log = this.#tab(toolsLabel, () => this.journal.toggle());
    this.log.face.replaceChildren(icon("log"));
    document.getElementById("tabs").replaceChildren(...[...this.#tabs, this.log].map((tab) => tab.button));
    this.choose(0);
  }

  choose(chosen) {
    this.journal.toggle(false);
    this.columns.forEach((column, i) => {
      column.node.classList.toggle("chosen", i === chosen);
      this.#tabs[i].button.setAttribute("aria-pressed", String(i === chosen));
    });
    this.columns[chosen].thread.shown();
  }

  unread(column, count) {
    const tab = this.#tabs[this.columns.indexOf(column)];
    if (!tab) return;
    tab.badge.hidden = count === 0;
    tab.badge.replaceChildren(count > 99 ? "99+" : String(count));
    tab.button.setAttribute("aria-label", count ? `${column.label}，${words.unread(count)}` : column.label);
  }

  /** The picture of a tab is whoever the column stands for. */
  refresh() {
    this.columns.forEach((column, i) => {
      const group = column.store.groups.get(column.chatId);
      this.#tabs[i].face.replaceChildren(avatar(group?.title ?? column.personName, group?.id ?? column.personId));
    });
  }

  #tab(label, onClick) {
    const face = el("span", { class: "tab-face" });
    const badge = el("span", { class: "badge", hidden: true });
    const attrs = { type: "button", class: "tab", "aria-pressed": "false", on: { click: onClick } };
    return { face, badge, button: el("button", attrs, face, el("span", {}, label), badge) };
  }
}
