/* The simulator's control API as functions. A failure is a ControlError whose message tells a person what to do. */

import { words } from "./words.js";

export class ControlError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ControlError(words.offline, 0);
  }
  if (response.ok) return response.json();
  throw new ControlError(await explain(response), response.status);
}

async function explain(response) {
  if (response.status >= 500) return words.broken(response.status);
  const body = await response.json().catch(() => ({}));
  return words.refused(body.description ?? body.error ?? body.detail ?? response.status);
}

function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** The answer, or null where this server does not have the path. */
async function optional(path) {
  try {
    return await request(path);
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

export const state = () => request("/sim/state");
export const messages = (chat, limit) => request(`/sim/messages?chat=${chat}&limit=${limit}`);
export const journal = () => request("/sim/journal?limit=400");
export const send = (message) => post("/sim/send", message);
export const sendLocation = (location) => post("/sim/location", location);
export const start = (from, payload) => post("/sim/start", payload ? { from, payload } : { from });
export const addPerson = (person) => post("/sim/people", person);
export const press = (button) => post("/sim/press", button);
export const answer = (id) => request(`/sim/answers/${encodeURIComponent(id)}`);
export const eventsUrl = (after) => `/sim/events?after=${after}`;
export const fileUrl = (fileId) => `/sim/file/${encodeURIComponent(fileId)}`;

export const story = () => optional("/demo/story");
export const hints = () => optional("/demo/hints");
export const clock = () => optional("/demo/clock");
export const moveClock = (move) => post("/demo/clock", move);

/** One photo, video, voice note or document; `fields` are from, chat and what else sendMedia takes. */
export function sendMedia(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
  form.append("file", file, file.name);
  return request("/sim/media", { method: "POST", body: form });
}
