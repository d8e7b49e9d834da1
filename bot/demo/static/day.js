/* "Play a day": the bar with which an onlooker plays it, and the page following to where something happens. */

import { openDialog, closing, toast } from "/chat/static/dialogs.js";
import { el, svg } from "/chat/static/dom.js";
import { ask, command, held } from "./server.js";
import { Follower } from "./follow.js";
import { showSummary } from "./summary.js";
import { words } from "./words.js";

const SPEEDS = [1, 2, 5];
const ICONS = {
  play: "M8 5.5v13l10.5-6.5L8 5.5Z",
  pause: "M8.5 6v12M15.5 6v12",
  step: "M6 5.5v13l8.5-6.5L6 5.5ZM17.5 6v12",
  stop: "M7 7h10v10H7z",
  again: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4.5h-4.5",
};

/** parts: the page's store, columns, tabs, clock, the empty slot under the bar, and the bar. */
export async function start(parts) {
  const sheet = el("link", { rel: "stylesheet", href: "/demo/static/day.css" });
  document.head.append(sheet);
  const day = new Day(parts);
  day.draw(await ask("/demo/day"));
}

class Day {
  #state = null;

  constructor(parts) {
    this.parts = parts;
    this.follower = new Follower(parts);
    this.open = el("button", { type: "button", class: "day-open", on: { click: () => this.#begin() } }, icon("play"), words.open);
    parts.bar.insertBefore(this.open, document.getElementById("theme"));
    this.#build(parts.slot);
    parts.store.addEventListener("event", ({ detail }) => detail.type === "day" && this.#told(detail.day));
  }

  #build(slot) {
    this.hour = el("time", { class: "day-hour" });
    this.caption = el("p", { class: "day-caption", role: "status" });
    this.play = control("play", words.play, () => this.#do(this.#state.playing ? "pause" : "play"));
    this.play.classList.add("day-play");
    this.fill = el("span", { class: "day-fill" });
    const bar = { class: "day-progress", role: "progressbar", "aria-label": words.progress, "aria-valuemin": "0" };
    this.progress = el("div", bar, this.fill);
    this.count = el("span", { class: "day-count" });
    this.speeds = SPEEDS.map((speed) => {
      const attrs = { type: "button", "aria-label": words.speed(speed), on: { click: () => this.#do("pace", { speed }) } };
      return el("button", attrs, `${speed}×`);
    });
    const pace = el("span", { class: "day-speeds", role: "group", "aria-label": words.pace }, this.speeds);
    const step = control("step", words.step, () => this.#do("step"));
    const stop = control("stop", words.stop, () => this.#stop());
    const again = control("again", words.again, () => this.#again());
    const controls = el("div", { class: "day-controls" }, this.play, step, stop, again, pace);
    const story = el("div", { class: "day-story" }, this.hour, this.caption);
    const track = el("div", { class: "day-track" }, this.progress, this.count);
    slot.className = "day";
    slot.setAttribute("aria-label", words.open);
    slot.replaceChildren(controls, story, track);
  }

  /** What the server says about the day, now or as an answer to a button. */
  draw(state) {
    this.#state = state;
    const begun = state.playing || state.position > 0;
    this.parts.slot.hidden = !begun;
    this.open.hidden = begun;
    document.body.classList.toggle("day-on", begun);
    this.hour.replaceChildren(state.at);
    if (state.caption) this.caption.replaceChildren(state.caption);
    else if (!state.position) this.caption.replaceChildren(words.beginning);
    this.#drawControls(state);
  }

  #drawControls({ playing, position, steps, speed }) {
    this.play.replaceChildren(icon(playing ? "pause" : "play"));
    for (const name of ["aria-label", "title"]) this.play.setAttribute(name, playing ? words.pause : words.play);
    this.fill.style.width = `${(100 * position) / steps}%`;
    this.progress.setAttribute("aria-valuemax", String(steps));
    this.progress.setAttribute("aria-valuenow", String(position));
    this.count.replaceChildren(`${position}/${steps}`);
    this.speeds.forEach((button, i) => button.setAttribute("aria-pressed", String(SPEEDS[i] === speed)));
  }

  /** An event of the stream: somebody is about to act, or it has been seen what came of it. */
  async #told(day) {
    this.parts.clock.set(day.now);
    this.draw({ ...this.#state, ...day, caption: day.caption });
    this.parts.slot.classList.toggle("missed", day.what === "seen" && day.missed.length > this.missed);
    this.missed = day.missed.length;
    if (day.views) await this.follower.follow(day.views, day.what === "seen");
    if (day.what === "over") await this.#end();
  }

  missed = 0;

  async #begin() {
    const before = await held();
    if (before.tickets > 0 && this.#state.position === 0) {
      const choice = await openDialog("ask", words.open, el("h2", {}, words.open), el("p", {}, words.already(before)), choices());
      if (choice === "fresh") await this.#reset();
      else if (choice !== "on") return;
    }
    await this.#do("play");
  }

  async #do(what, more = {}) {
    try {
      this.draw(await command(what, more));
    } catch (error) {
      toast(document.body, error.message, "bad");
    }
  }

  async #stop() {
    await this.#do("stop");
  }

  /** From the beginning: says first what would be thrown away. */
  async #again() {
    await this.#do("pause");
    const title = el("h2", {}, words.again);
    const text = el("p", {}, words.wipes(await held()));
    const actions = el("div", { class: "actions" }, closing(words.cancel, "", "plain"), closing(words.wipe, "ok", "primary"));
    if ((await openDialog("ask", words.again, title, text, actions)) === "ok") await this.#reset();
  }

  async #reset() {
    document.body.classList.add("day-busy");
    await this.#do("reset");
    await this.follower.home();
    document.body.classList.remove("day-busy");
    toast(document.body, words.fresh);
  }

  async #end() {
    if (await showSummary(await ask("/demo/day/summary"))) await this.#again();
  }
}

function choices() {
  const fresh = closing(words.freshDay, "fresh", "primary");
  return el("div", { class: "actions" }, closing(words.cancel, "", "plain"), closing(words.goOn, "on", "plain"), fresh);
}

function control(name, label, onClick) {
  return el("button", { type: "button", class: "round", "aria-label": label, title: label, on: { click: onClick } }, icon(name));
}

function icon(name) {
  const shape = svg("path", { d: ICONS[name], ...(name === "again" ? {} : { fill: "currentColor" }) });
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, shape);
}
