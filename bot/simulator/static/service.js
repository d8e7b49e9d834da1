/* Messages nobody wrote: somebody came, the group was renamed … */

import { fullName } from "./store.js";
import { words } from "./words.js";

const TEXTS = {
  new_chat_members: (m) => words.joined(m.new_chat_members.map(fullName).join("、")),
  left_chat_member: (m) => words.left(fullName(m.left_chat_member)),
  new_chat_title: (m) => words.titled(m.new_chat_title),
  group_chat_created: () => words.created,
  supergroup_chat_created: () => words.created,
  migrate_to_chat_id: () => words.upgraded,
  migrate_from_chat_id: () => words.upgraded,
  pinned_message: (m) => words.pinned(fullName(m.from ?? {})),
};

/** The line for a service message, or null for an ordinary one. */
export function serviceText(message) {
  const kind = Object.keys(TEXTS).find((key) => message[key] !== undefined);
  return kind ? TEXTS[kind](message) : null;
}
