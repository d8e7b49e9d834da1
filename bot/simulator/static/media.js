/* What a message carries besides words: photos, video, voice, files, places. */

import { fileUrl } from "./api.js";
import { showPhoto } from "./dialogs.js";
import { el, hash, icon, svg } from "./dom.js";
import { mapTile } from "./map.js";
import { duration } from "./time.js";
import { words } from "./words.js";

const BARS = 28;
const KINDS = ["photo", "video", "voice", "audio", "document", "location", "sticker", "contact", "poll"];

/** The tile of one message, or null where it is only text. */
export function mediaTile(message) {
  if (message.photo) return photo(message);
  if (message.video || message.video_note) return video(message.video ?? message.video_note);
  if (message.animation) return video(message.animation);
  if (message.voice || message.audio) return voice(message.voice ?? message.audio);
  if (message.document) return documentTile(message.document);
  if (message.venue) return mapTile(message.venue.location);
  if (message.location) return mapTile(message.location);
  if (message.sticker) return fileTile(message.sticker.emoji ?? words.sticker, words.sticker);
  if (message.contact) return fileTile(message.contact.first_name, message.contact.phone_number);
  if (message.poll) return fileTile(message.poll.question, words.poll);
  return null;
}

/** One short line for quotes: "照片", the words, … */
export function summary(message) {
  const said = message.text ?? message.caption;
  if (said) return said.length > 120 ? `${said.slice(0, 120)}…` : said;
  const kind = KINDS.find((key) => message[key]);
  return words[kind ?? "other"];
}

function photo(message) {
  const best = message.photo.at(-1);
  const url = fileUrl(best.file_id);
  const alt = message.caption ?? words.photo;
  const image = el("img", { src: url, alt, loading: "lazy", width: best.width, height: best.height });
  const open = () => showPhoto(url, alt);
  const frame = el("button", { type: "button", class: "photo", "aria-label": words.openPhoto, on: { click: open } }, image);
  image.addEventListener("error", () => frame.replaceChildren(el("span", { class: "broken" }, words.noPhoto)));
  return frame;
}

function video(clip) {
  const attrs = { src: fileUrl(clip.file_id), controls: true, preload: "metadata" };
  return el("video", { class: "video", ...attrs, "aria-label": words.video });
}

function documentTile(file) {
  return fileTile(file.file_name ?? words.document, size(file), file);
}

function fileTile(title, subtitle, file) {
  const inside = [
    el("span", { class: "tile-icon" }, icon("file")),
    el("span", { class: "tile-words" }, el("strong", {}, title), el("small", {}, subtitle)),
  ];
  if (!file) return el("div", { class: "tile" }, inside);
  return el("a", { class: "tile", href: fileUrl(file.file_id), download: file.file_name ?? "", target: "_blank" }, inside);
}

function size(file) {
  if (!file.file_size) return words.document;
  return file.file_size < 1048576 ? `${Math.ceil(file.file_size / 1024)} KB` : `${(file.file_size / 1048576).toFixed(1)} MB`;
}

function voice(note) {
  const sound = new Audio();
  sound.preload = "none";
  sound.src = fileUrl(note.file_id);
  const length = el("small", {}, duration(note.duration));
  const button = el("button", { type: "button", class: "play", "aria-label": words.play }, icon("play"));
  const show = (playing) => {
    button.replaceChildren(icon(playing ? "pause" : "play"));
    button.setAttribute("aria-label", playing ? words.pause : words.play);
  };
  button.addEventListener("click", () => {
    if (!sound.paused) sound.pause();
    else sound.play().catch(() => length.replaceChildren(words.noSound));
  });
  for (const event of ["play", "pause", "ended"]) sound.addEventListener(event, () => show(event === "play"));
  return el("div", { class: "tile voice" }, button, wave(note.file_id), length);
}

function wave(seed) {
  const bars = Array.from({ length: BARS }, (_, i) => {
    const height = 4 + (hash(`${seed}${i}`) % 18);
    return svg("rect", { x: i * 5, y: 12 - height / 2, width: 2.6, height, rx: 1.3 });
  });
  return svg("svg", { class: "wave", viewBox: `0 0 ${BARS * 5} 24`, "aria-hidden": "true" }, ...bars);
}
