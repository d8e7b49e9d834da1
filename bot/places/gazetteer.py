"""Text or a shared point → the node it lies in. Pure and in memory; storage loads the values it is built from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.org import RANK, Level, Node
from bot.domain.reading import PlaceMention
from bot.places.address import Spelling, spell
from bot.places.borders import Borders
from bot.places.names import Hit, Names
from bot.places.narrow import deepest, narrow


class PlaceKind(StrEnum):
    """How sure a place is."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a matter lies.

    FOUND: one node, a grid or, where only that was named, a community, town or county.
    AMBIGUOUS: ``nodes`` are possible, none is sure; may be a single one (丹桂路 is known, number 900 of it is not).
    UNKNOWN: a place is named that we do not know. NOTHING: no place is named. ``words`` are the text's own.
    """

    kind: PlaceKind
    nodes: tuple[Node, ...] = ()
    words: tuple[str, ...] = ()


class Gazetteer:
    """Names, aliases and polygons of all nodes but units: who is to blame is not where it happened."""

    def __init__(
        self, nodes: Sequence[Node], aliases: Sequence[tuple[int, str]], polygons: Sequence[tuple[int, str]]
    ) -> None:
        """``aliases`` and ``polygons`` (valid WKT, lon lat, WGS-84) come with their node's id.

        Raises shapely.errors.ShapelyError for WKT that no import would have let in.
        """
        places = {node.id: node for node in nodes if node.level is not Level.UNIT}
        self._names = Names()
        for node in places.values():
            self._names.add(node.name, node)
        for node_id, alias in aliases:
            if node_id in places:
                self._names.add(alias, places[node_id])
        self._borders = Borders([(places[node_id], wkt) for node_id, wkt in polygons if node_id in places])

    def locate(self, text: str, mentions: Sequence[PlaceMention] = ()) -> Located:
        """The place ``text`` speaks of. ``mentions``: stretches that look like places, known to us or not."""
        spelling = spell(text)
        hits = self._names.find(spelling.text)
        words = tuple(dict.fromkeys(_words(text, spelling, hit) for hit in hits))
        if not hits:
            strange = tuple(dict.fromkeys(mention.text for mention in mentions))
            return Located(PlaceKind.UNKNOWN if strange else PlaceKind.NOTHING, words=strange)
        firm = [hit for hit in hits if hit.sure]
        nodes = narrow([hit.nodes for hit in firm])
        if len(nodes) != 1:
            # 丹江小学对面的丹桂路12号: what only points the way gives in to what is pointed at.
            nodes = narrow([hit.nodes for hit in firm if not hit.landmark])
        if len(nodes) == 1:
            return Located(PlaceKind.FOUND, nodes, words)
        possible = nodes or deepest(node for hit in hits for node in hit.nodes)
        return Located(PlaceKind.AMBIGUOUS, possible, words)

    def at(self, latitude: float, longitude: float) -> Located:
        """The place of a shared location in WGS-84 degrees. On a shared edge the smallest code wins.

        Outside all borders: the nearest grids, at most 3 within 500 m, as AMBIGUOUS; further away UNKNOWN.
        """
        inside = self._borders.containing(latitude, longitude)
        if inside:
            rank = max(RANK[node.level] for node in inside)
            innermost = min((node for node in inside if RANK[node.level] == rank), key=_code)
            return Located(PlaceKind.FOUND, (innermost,))
        near = self._borders.nearest(latitude, longitude)
        return Located(PlaceKind.AMBIGUOUS if near else PlaceKind.UNKNOWN, near)


def _code(node: Node) -> str:
    return node.code


def _words(text: str, spelling: Spelling, hit: Hit) -> str:
    return text[spelling.origin[hit.start] : spelling.origin[hit.end]].strip()
