/* A drawn choice with the browser's own select lying over it: it looks like the page and works like the system. */

import { avatar } from "./avatar.js";
import { el, icon } from "./dom.js";

export class Picker {
  constructor(caption, label, onPick) {
    this.small = el("small", {}, caption);
    this.value = el("strong", {});
    this.face = el("span", { class: "pick-face" });
    this.select = el("select", { "aria-label": caption ? `${caption}：${label}` : label });
    this.select.addEventListener("change", () => onPick(this.select.value));
    const middle = el("span", { class: "pick-words" }, this.small, this.value);
    this.node = el("label", { class: "pick" }, this.face, middle, icon("down"), this.select);
  }

  /** options: [value, title] pairs; with `face` the chosen one gets a round picture with those initials. */
  fill(options, chosen, face) {
    this.select.replaceChildren(...options.map(([value, title]) => el("option", { value: String(value) }, title)));
    this.select.value = String(chosen);
    this.value.replaceChildren(face ?? options.find(([value]) => value === chosen)?.[1] ?? "—");
    this.face.replaceChildren(...(face ? [avatar(face, chosen)] : []));
  }

  caption(text) {
    this.small.replaceChildren(text);
  }
}
