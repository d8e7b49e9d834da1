"""Several hints to one place: each names some nodes, together they name what agrees with all of them."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.org import Node


def narrow(hints: Sequence[tuple[Node, ...]]) -> tuple[Node, ...]:
    """The deepest nodes that agree with every hint (are it, lie in it or hold it); () when hints contradict.

    丹桂社区 + 丹桂路 is the grids on 丹桂路 in 丹桂社区; 丹桂路 + 桂香街 the grids that both touch.
    """
    if not hints:
        return ()
    agreed, *others = dict.fromkeys(hints)
    for hint in others:
        agreed = _agree(agreed, hint)
    return agreed


def deepest(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """``nodes`` without doubles and without those that only hold another of them."""
    unique = tuple(dict.fromkeys(nodes))
    above = {path for node in unique for path in _paths_above(node)}
    return tuple(node for node in unique if node.path not in above)


def outermost(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The one node that holds all others, when a name stands for it and for parts of it; else all, once each."""
    unique = tuple(dict.fromkeys(nodes))
    first = min(unique, key=lambda node: len(node.path), default=None)
    return (first,) if first is not None and all(node.within(first) for node in unique) else unique


def _agree(left: tuple[Node, ...], right: tuple[Node, ...]) -> tuple[Node, ...]:
    agreed = (*_within(left, right), *_within(right, left))
    return tuple(dict.fromkeys(agreed))


def _within(inner: tuple[Node, ...], outer: tuple[Node, ...]) -> Iterator[Node]:
    paths = {node.path for node in outer}
    return (node for node in inner if node.path in paths or not paths.isdisjoint(_paths_above(node)))


def _paths_above(node: Node) -> Iterator[str]:
    codes = node.path.split("/")[:-2]
    return ("/".join(codes[: depth + 1]) + "/" for depth in range(len(codes)))
