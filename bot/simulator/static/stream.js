/* The event stream: opens it, and opens it again from the last number seen when it breaks. */

import { eventsUrl } from "./api.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

/**
 * Calls onEvent(event) for each event after `after`, onState(true|false) as the line comes and goes.
 * onBack() runs before each new try and answers the number to go on from.
 */
export function follow(after, { onEvent, onState, onBack }) {
  let wait = FIRST_WAIT_MS;
  const open = (from) => {
    const source = new EventSource(eventsUrl(from));
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      onState(true);
    };
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
    source.onerror = () => {
      source.close();
      onState(false);
      setTimeout(again, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  const again = async () => {
    try {
      open(await onBack());
    } catch {
      setTimeout(again, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  };
  open(after);
}
