/* What the page asks the demo about the day. A failure is an Error whose words a person can use. */

import { words } from "./words.js";

export async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(words.offline);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? words.broken);
  return answer;
}

export function command(what, more = {}) {
  const headers = { "Content-Type": "application/json" };
  return ask("/demo/day", { method: "POST", headers, body: JSON.stringify({ do: what, ...more }) });
}

/** How much the demo holds: {tickets, messages}. */
export const held = () => ask("/demo/held");
