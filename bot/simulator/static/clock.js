/* The demo's clock in the bar: shows it, lets it run between readings, moves it. Not there without /demo/clock. */

import * as api from "./api.js";
import { toast } from "./dialogs.js";
import { dayName, parseNow, timeOfDay, withSeconds } from "./time.js";
import { words } from "./words.js";

const READ_EVERY_MS = 15000;

export class Clock {
  #base = Date.now();
  #since = performance.now();
  #time = document.getElementById("clock-time");

  /** Milliseconds now, as the people of the demo have it. */
  now() {
    return this.#base + performance.now() - this.#since;
  }

  /** now: ISO text, or unix seconds. */
  set(now) {
    this.#base = typeof now === "number" ? now * 1000 : parseNow(now);
    this.#since = performance.now();
    this.#show();
  }

  /** Shows the clock where the server has one; answers whether it has. */
  async start() {
    const reading = await api.clock();
    if (reading === null) return false;
    document.getElementById("clock").hidden = false;
    this.set(reading.now);
    for (const button of document.querySelectorAll("#clock-buttons button")) {
      button.addEventListener("click", () => this.#move(button));
    }
    setInterval(() => this.#show(), 1000);
    setInterval(() => this.#read(), READ_EVERY_MS);
    return true;
  }

  async #read() {
    const reading = await api.clock().catch(() => null);
    if (reading) this.set(reading.now);
  }

  async #move({ dataset, classList }) {
    classList.add("waiting");
    try {
      await api.moveClock(dataset.to ? { to: dataset.to } : { advance_seconds: Number(dataset.advance) });
      await this.#read();
      toast(document.body, words.clockMoved(`${dayName(this.now())} ${timeOfDay(this.now())}`));
    } catch (error) {
      toast(document.body, `${words.clockFailed}：${error.message}`, "bad");
    } finally {
      classList.remove("waiting");
    }
  }

  #show() {
    const now = this.now();
    this.#time.replaceChildren(`${dayName(now)} ${withSeconds(now)}`);
  }
}
