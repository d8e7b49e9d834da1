/* The page goes where something happens: residents in the first column, groups in the second, the office in the third.
   On a phone the tab changes. A column in which the viewer is writing is left alone. */

const SEATS = { resident: 0, group: 1, office: 2 };
const RING_MS = 1600;

export class Follower {
  #home;

  constructor({ columns, tabs, store }) {
    this.columns = columns;
    this.tabs = tabs;
    this.store = store;
    this.#home = columns.map((column) => [column.personId, column.chatId]);
  }

  /** views: [{seat, person, chat, messages}]: first the actor's, then those that answer. */
  async follow(views, seen) {
    await this.#known(views);
    const targets = views.filter((view) => this.store.people.has(view.person));
    if (!targets.length) return;
    // One column, several chats: before the deed the actor's, afterwards the one that answers.
    const inOrder = seen ? targets : targets.toReversed();
    const latest = new Map(inOrder.map((view) => [SEATS[view.seat], view]));
    await Promise.all([...latest].map(([seat, view]) => this.#turn(this.columns[seat], view)));
    const main = seen ? (targets.findLast((view) => view.messages.length) ?? targets[0]) : targets[0];
    if (!this.columns.some(busy)) this.tabs.choose(SEATS[main.seat]);
    if (!seen) return;
    for (const [seat, view] of latest) this.#light(this.columns[seat], view);
  }

  /** Back to the people the story began with. */
  async home() {
    await this.store.restart();
    await Promise.all(this.columns.map((column, i) => column.show(...this.#home[i])));
  }

  /* Somebody may have joined a moment ago: the page has to have heard of him. */
  async #known(views) {
    if (views.some((view) => !this.store.people.has(view.person))) await this.store.load();
  }

  async #turn(column, view) {
    if (busy(column)) return;
    if (column.personId !== view.person || column.chatId !== view.chat) await column.show(view.person, view.chat);
  }

  #light(column, view) {
    if (column.chatId !== view.chat || !view.messages.length) return;
    column.node.classList.add("day-lit");
    setTimeout(() => column.node.classList.remove("day-lit"), RING_MS);
    const last = this.store.listOf(view.chat).at(-1)?.message_id;
    for (const id of view.messages) {
      if (id === last) column.thread.toEnd();
      if (id === last) column.thread.glow(id);
      else column.reveal(id);
    }
  }
}

/* The viewer has begun a message of his own here. */
function busy(column) {
  return column.composer.text.value.trim() !== "";
}
