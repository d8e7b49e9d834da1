/* A drawing that says "a place" without any map service: streets are invented from the coordinates, always the same. */

import { el, hash, svg } from "./dom.js";
import { words } from "./words.js";

const WIDTH = 240;
const HEIGHT = 120;

export function mapTile(location) {
  const label = `${words.location} ${coordinates(location)}`;
  return el(
    "figure",
    { class: "map" },
    svg(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, preserveAspectRatio: "xMidYMid slice" },
      ...streets(location),
      pin(WIDTH / 2, HEIGHT / 2),
    ),
    el("figcaption", {}, coordinates(location)),
  );
}

export function coordinates({ latitude, longitude }) {
  return `${words.latitude} ${latitude.toFixed(5)} · ${words.longitude} ${longitude.toFixed(5)}`;
}

/** The ground of the picture: a park, a river, blocks of houses between streets. */
export function streets({ latitude, longitude }) {
  const seed = hash(`${latitude.toFixed(3)},${longitude.toFixed(3)}`);
  const shift = (bits, range) => ((seed >>> bits) % range) - range / 2;
  const tilt = shift(3, 24);
  const line = (d, cls) => svg("path", { d, class: cls });
  return [
    svg("rect", { width: WIDTH, height: HEIGHT, class: "map-ground" }),
    svg("rect", { x: 20 + shift(5, 30), y: 12, width: 62, height: 38, rx: 8, class: "map-park" }),
    line(`M-10 ${96 + shift(7, 20)} C 60 ${80 + tilt}, 150 ${128 + tilt}, 250 ${92 + shift(9, 16)}`, "map-water"),
    ...[34, 92, 168, 214].map((x, i) => line(`M${x + shift(i + 2, 18)} -4 L${x + tilt + shift(i, 10)} 124`, "map-street")),
    line(`M-4 ${30 + shift(11, 14)} L244 ${22 + tilt}`, "map-street"),
    line(`M-4 ${62 + tilt / 2} L244 ${60 - tilt / 2}`, "map-avenue"),
  ];
}

export function pin(x, y) {
  return svg(
    "g",
    { transform: `translate(${x} ${y})`, class: "map-pin" },
    svg("ellipse", { cx: 0, cy: 0, rx: 7, ry: 2.6, class: "map-shadow" }),
    svg("path", { d: "M0 0C-9 -11 -12 -16 -12 -21a12 12 0 0 1 24 0c0 5-3 10-12 21Z" }),
    svg("circle", { cx: 0, cy: -21, r: 4.4, class: "map-hole" }),
  );
}
