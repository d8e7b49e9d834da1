/* Files chosen but not sent yet, as small pictures above the text. Two and more become an album. */

import { el, icon, iconButton } from "./dom.js";
import { words } from "./words.js";

const MOST = 10;

export class Attachments {
  #files = [];
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    this.input = el("input", { type: "file", multiple: true, hidden: true, "aria-label": words.attach });
    this.input.addEventListener("change", () => {
      this.add(this.input.files);
      this.input.value = "";
    });
    this.strip = el("div", { class: "staged", hidden: true });
    this.node = el("div", {}, this.input, this.strip);
  }

  get empty() {
    return this.#files.length === 0;
  }

  choose() {
    this.input.click();
  }

  add(files) {
    this.#set([...this.#files, ...files].slice(0, MOST));
  }

  take() {
    const files = this.#files;
    this.#set([]);
    return files;
  }

  clear() {
    this.#set([]);
  }

  #set(files) {
    this.#files = files;
    this.strip.hidden = this.empty;
    this.strip.replaceChildren(...files.map((file) => this.#thumb(file)));
    this.#onChange();
  }

  #thumb(file) {
    const drop = () => this.#set(this.#files.filter((other) => other !== file));
    const face = file.type.startsWith("image/") ? preview(file) : el("span", {}, icon("file"), file.name);
    return el("div", { class: "thumb" }, face, iconButton("close", words.removeFile(file.name), drop));
  }
}

function preview(file) {
  const url = URL.createObjectURL(file);
  return el("img", { src: url, alt: file.name, on: { load: () => URL.revokeObjectURL(url) } });
}
