/* What lies over the page: alerts, a photo in full, asking for a place or a name; and toasts inside a column. */

import { el, iconButton, svg } from "./dom.js";
import { pin, streets } from "./map.js";
import { words } from "./words.js";

const TOAST_MS = 4200;
const STEP_DEGREES = 0.0001;
const MAP = { width: 240, height: 120 };

/** Opens a modal dialog and answers what it was closed with ("" when it was left). */
export function openDialog(cls, label, ...children) {
  const dialog = el("dialog", { class: `dialog ${cls}`, "aria-label": label }, children);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(""));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue);
    });
  });
}

/** A button that closes its dialog with this value. */
export function closing(text, value, cls) {
  const close = (event) => event.currentTarget.closest("dialog").close(value);
  return el("button", { type: "button", class: cls, on: { click: close } }, text);
}

/** The bot's answer to a button as Telegram's alert shows it. */
export function alertBox(text) {
  return openDialog("alert", text, el("p", {}, text), el("div", { class: "actions" }, closing(words.ok, "ok", "primary")));
}

export function showPhoto(url, alt) {
  const close = iconButton("close", words.close, (event) => event.currentTarget.closest("dialog").close(""));
  return openDialog("lightbox", alt, el("img", { src: url, alt }), close);
}

export function toast(column, text, cls = "") {
  const node = el("p", { class: `toast ${cls}`, role: cls === "bad" ? "alert" : "status" }, text);
  column.querySelector(".toast")?.remove();
  column.append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

export async function askPerson() {
  const attrs = { type: "text", maxlength: "32", required: true, autocomplete: "off" };
  const input = el("input", { ...attrs, "aria-label": words.newPersonName });
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", {}, words.newPersonTitle),
    el("label", { class: "field" }, el("span", {}, words.newPersonName), input),
    actions(words.add),
  );
  return (await openDialog("ask", words.newPersonTitle, form)) === "ok" ? input.value.trim() : "";
}

function actions(yes) {
  const go = el("button", { type: "submit", class: "primary", value: "ok" }, yes);
  return el("div", { class: "actions" }, closing(words.cancel, "", "plain"), go);
}

/** {latitude, longitude} or null. places: [{label, latitude, longitude}] to choose from; the map is for nudging. */
export async function askPlace(places) {
  const latitude = number(places[0].latitude, 90, words.latitude);
  const longitude = number(places[0].longitude, 180, words.longitude);
  const read = () => ({ latitude: latitude.valueAsNumber || 0, longitude: longitude.valueAsNumber || 0 });
  const frame = { viewBox: `0 0 ${MAP.width} ${MAP.height}`, class: "map-pick" };
  const map = svg("svg", { ...frame, role: "img", "aria-label": words.placeMap });
  const redraw = () => map.replaceChildren(...streets(read()), pin(MAP.width / 2, MAP.height / 2));
  const set = (place) => {
    latitude.value = place.latitude.toFixed(5);
    longitude.value = place.longitude.toFixed(5);
    redraw();
  };
  map.addEventListener("click", (event) => set(moved(read(), event, map)));
  for (const input of [latitude, longitude]) input.addEventListener("input", redraw);
  const form = placeForm(places, set, map, latitude, longitude);
  redraw();
  return (await openDialog("ask", words.placeTitle, form)) === "ok" ? read() : null;
}

function number(value, most, label) {
  const attrs = { type: "number", step: "any", min: -most, max: most, required: true, value, inputmode: "decimal" };
  return el("input", { ...attrs, "aria-label": label, title: words.placeBad });
}

function moved(place, event, map) {
  const box = map.getBoundingClientRect();
  const right = ((event.clientX - box.left) / box.width - 0.5) * MAP.width;
  const down = ((event.clientY - box.top) / box.height - 0.5) * MAP.height;
  return { latitude: place.latitude - down * STEP_DEGREES, longitude: place.longitude + right * STEP_DEGREES };
}

function placeForm(places, set, map, latitude, longitude) {
  const sample = (place) => el("button", { type: "button", class: "hint", on: { click: () => set(place) } }, place.label);
  return el(
    "form",
    { method: "dialog" },
    el("h2", {}, words.placeTitle),
    el("div", { class: "samples", role: "group", "aria-label": words.placeSamples }, places.map(sample)),
    map,
    el("small", { class: "dim" }, words.placeMap),
    el("div", { class: "pair" }, field(words.latitude, latitude), field(words.longitude, longitude)),
    actions(words.send),
  );
}

function field(label, input) {
  return el("label", { class: "field" }, el("span", {}, label), input);
}
