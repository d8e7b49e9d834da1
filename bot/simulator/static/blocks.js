/* Messages in order → what is drawn: date lines, service lines, bubbles (an album is one bubble). */

import { senderOf } from "./bubble.js";
import { serviceText } from "./service.js";
import { dayNumber, relativeDay } from "./time.js";

const RUN_GAP_S = 180;

/** Blocks {key, kind, text?, messages, own, first, last, inGroup}; first/last: within a run of one sender. */
export function blocksOf(messages, { personId, chatId, nowMs }) {
  const blocks = [];
  let day = null;
  for (const message of messages) {
    const at = message.date * 1000;
    if (dayNumber(at) !== day) {
      day = dayNumber(at);
      blocks.push({ kind: "date", key: `day${day}`, text: relativeDay(at, nowMs), messages: [] });
    }
    add(blocks, message, { personId, inGroup: chatId !== personId });
  }
  markRuns(blocks);
  return blocks;
}

function add(blocks, message, { personId, inGroup }) {
  const key = `m${message.message_id}`;
  const service = serviceText(message);
  const before = blocks.at(-1);
  if (service !== null) blocks.push({ kind: "service", key, text: service, messages: [message] });
  else if (sameAlbum(before, message)) before.messages.push(message);
  else blocks.push({ kind: "bubble", key, messages: [message], own: senderOf(message).id === personId, inGroup });
}

function sameAlbum(block, message) {
  if (block?.kind !== "bubble" || message.media_group_id === undefined) return false;
  return block.messages[0].media_group_id === message.media_group_id;
}

function markRuns(blocks) {
  blocks.forEach((block, i) => {
    if (block.kind !== "bubble") return;
    block.first = !sameRun(blocks[i - 1], block);
    block.last = !sameRun(block, blocks[i + 1]);
  });
}

function sameRun(a, b) {
  if (a?.kind !== "bubble" || b?.kind !== "bubble") return false;
  const last = a.messages.at(-1);
  const next = b.messages[0];
  return senderOf(last).id === senderOf(next).id && next.date - last.date < RUN_GAP_S;
}
