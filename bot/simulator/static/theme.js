/* Light, dark, or as the system has it; remembered in this browser. */

import { words } from "./words.js";

const ORDER = ["auto", "light", "dark"];
const KEY = "yigetong-theme";

function apply(theme) {
  document.documentElement.dataset.theme = theme;
  const button = document.getElementById("theme");
  button.setAttribute("aria-label", words.themes[theme]);
  button.title = words.themes[theme];
}

const stored = localStorage.getItem(KEY);
apply(ORDER.includes(stored) ? stored : "auto");

document.getElementById("theme").addEventListener("click", () => {
  const next = ORDER[(ORDER.indexOf(document.documentElement.dataset.theme) + 1) % ORDER.length];
  localStorage.setItem(KEY, next);
  apply(next);
});
