/* The chat page: three people's phones side by side. This file only puts the parts together. */

import * as api from "./api.js";
import { Clock } from "./clock.js";
import { Column } from "./column.js";
import { el } from "./dom.js";
import { Journal } from "./journal.js";
import { Store } from "./store.js";
import { follow } from "./stream.js";
import { Tabs } from "./tabs.js";
import { samplePlaces, words } from "./words.js";

const NARROW = matchMedia("(max-width: 1039px)");

async function run() {
  const store = new Store();
  const clock = new Clock();
  store.lastEvent = await store.load();
  clock.set(store.startedAt);
  const [story, hints, clocked] = await Promise.all([api.story(), api.hints(), clock.start()]);
  for (const person of story?.people ?? []) store.name(person);
  const page = {
    store,
    hints: hints ?? [],
    places: story?.places ?? samplePlaces,
    now: () => clock.now(),
    onUnread: () => {},
    onSeat: () => {},
  };
  const columns = seats(store, story).map((seat) => new Column(seat, page));
  document.getElementById("columns").replaceChildren(...columns.map((column) => column.node));
  document.getElementById("columns").removeAttribute("aria-busy");
  const journal = new Journal((id) => store.groups.get(id)?.title ?? nameOfPerson(store, id));
  const tabs = new Tabs(columns, journal, clocked ? words.tabClock : words.tabLog);
  page.onUnread = (column, count) => tabs.unread(column, count);
  page.onSeat = () => tabs.refresh();
  tabs.refresh();
  fitWidth();
  NARROW.addEventListener("change", fitWidth);
  store.addEventListener("reset", () => journal.reload().catch(() => {}));
  listen(store, journal);
  await journal.reload();
  await extend(story, { store, columns, tabs, clock });
}

/** A story may bring modules of its own: each gets the page's parts, and the empty section under the bar. */
async function extend(story, parts) {
  const slot = document.getElementById("slot");
  const bar = document.querySelector(".bar");
  for (const url of story?.extensions ?? []) {
    const { start } = await import(url);
    await start({ ...parts, slot, bar });
  }
}

/** The story's columns; without one the first person, the first group (seen by a member), the last person. */
function seats(store, story) {
  if (story?.columns?.length) return story.columns;
  const people = [...store.people.keys()];
  const group = [...store.groups.values()][0];
  const member = group?.members.find(({ user_id: id }) => store.people.has(id))?.user_id;
  const first = people[0] ?? null;
  const last = people.at(-1) ?? null;
  const pairs = [[first, first], member ? [member, group.id] : [first, first], [last, last]];
  return pairs.map(([person, chat], i) => ({ person, chat, label: words.tabs[i] }));
}

function nameOfPerson(store, id) {
  const person = store.people.get(id);
  return person ? store.nameOf(person) : String(id);
}

function listen(store, journal) {
  const line = document.getElementById("link-line");
  follow(store.lastEvent, {
    onEvent: (event) => (event.type === "call" ? journal.add(event.call) : store.take(event)),
    onState: (up) => {
      line.hidden = up;
      line.replaceChildren(up ? "" : words.reconnecting);
    },
    onBack: async () => {
      await store.restart();
      return store.lastEvent;
    },
  });
}

/** On a phone the clock's buttons move down into the drawer, within the thumb's reach. */
function fitWidth() {
  const home = document.getElementById(NARROW.matches ? "drawer-clock" : "clock");
  home.append(document.getElementById("clock-buttons"));
}

function failed(error) {
  const again = el("button", { type: "button", class: "primary", on: { click: () => location.reload() } }, words.retry);
  const said = [el("strong", {}, words.startFailed), el("p", {}, error.message)];
  const card = el("div", { class: "empty fatal", role: "alert" }, said, again);
  document.getElementById("columns").replaceChildren(card);
}

run().catch((error) => {
  failed(error);
  console.error(error);
});
