/* The end of the day: the digest's figures, and what became of each complaint. */

import { closing, openDialog } from "/chat/static/dialogs.js";
import { el } from "/chat/static/dom.js";
import { words } from "./words.js";

/** Shows it; true when the viewer wants to begin again. */
export async function showSummary({ figures, tickets }) {
  const tiles = Object.keys(words.figures).map((name) => tile(figures[name], words.figures[name]));
  const rate = tile(figures.rate, words.rate(figures));
  const rows = tickets.map((ticket) => el("li", {}, line(ticket)));
  const look = closing(words.look, "", "primary");
  look.autofocus = true; // else the list would be ringed
  const actions = el("div", { class: "actions" }, closing(words.again, "again", "plain"), look);
  const parts = [el("h2", {}, words.over), el("p", { class: "dim" }, words.same), el("div", { class: "day-tiles" }, tiles, rate)];
  const list = el("ol", { class: "day-list", tabindex: "0", "aria-label": words.each }, rows);
  return (await openDialog("day-summary", words.over, ...parts, list, actions)) === "again";
}

function tile(figure, name) {
  return el("div", { class: "day-tile" }, el("strong", {}, String(figure)), el("span", {}, name));
}

function line(ticket) {
  const what = ticket.sealed ? words.sealed : `${ticket.category} · ${ticket.place}`;
  const marks = [
    ticket.danger && words.danger,
    ticket.late && words.late,
    ticket.round > 1 && words.round(ticket.round),
    ticket.rating && words.ratings[ticket.rating - 1],
  ].filter(Boolean);
  const fate = words.states[ticket.state] ?? ticket.state;
  return [
    el("span", { class: "day-what" }, what),
    el("span", { class: `day-fate ${ticket.open ? "open" : "done"}` }, fate),
    el("span", { class: "day-marks" }, marks.map((mark) => el("em", {}, mark))),
  ];
}
