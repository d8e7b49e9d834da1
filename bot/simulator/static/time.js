/* Times of day as the people of the demo see them, whatever zone the browser stands in. */

import { words } from "./words.js";

const DAY_MS = 86400000;
const LOCAL_OFFSET = /([+-])(\d\d):(\d\d)$/;

let offsetMs = 8 * 3600000;

/** "2026-11-22T16:05:00+08:00" → milliseconds; its offset becomes the page's, unless it is plain UTC ("Z"). */
export function parseNow(iso) {
  const found = LOCAL_OFFSET.exec(iso);
  if (found) offsetMs = (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60000;
  return Date.parse(iso);
}

function local(ms) {
  return new Date(ms + offsetMs);
}

const two = (number) => String(number).padStart(2, "0");

export function timeOfDay(ms) {
  const at = local(ms);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export function withSeconds(ms) {
  return `${timeOfDay(ms)}:${two(local(ms).getUTCSeconds())}`;
}

export function dayNumber(ms) {
  return Math.floor((ms + offsetMs) / DAY_MS);
}

/** "11月22日 周日" */
export function dayName(ms) {
  const at = local(ms);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${words.weekdays[at.getUTCDay()]}`;
}

export function relativeDay(ms, nowMs) {
  const back = dayNumber(nowMs) - dayNumber(ms);
  if (back === 0) return words.today;
  return back === 1 ? words.yesterday : dayName(ms);
}

export function duration(seconds = 0) {
  return `${Math.floor(seconds / 60)}:${two(Math.round(seconds % 60))}`;
}
