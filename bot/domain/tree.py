"""The whole tree of nodes at once: who lies above and below whom."""

from collections.abc import Iterable, Iterator

from bot.domain.org import RANK, Level, Node


class Tree:
    """All nodes of an installation, looked up by id or code. Immutable; a change makes a new one."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._by_id = {node.id: node for node in nodes}
        self._by_code = {node.code: node for node in self._by_id.values()}
        self._children: dict[int | None, list[Node]] = {}
        for node in sorted(self._by_id.values(), key=lambda n: n.code):
            self._children.setdefault(node.parent_id, []).append(node)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __getitem__(self, node_id: int) -> Node:
        return self._by_id[node_id]

    def get(self, node_id: int | None) -> Node | None:
        return None if node_id is None else self._by_id.get(node_id)

    def by_code(self, code: str) -> Node | None:
        return self._by_code.get(code)

    def children(self, node: Node | None) -> list[Node]:
        """Nodes directly below ``node`` (None: the roots), by code; units are not part of the way down."""
        return [n for n in self._children.get(node.id if node else None, []) if n.level is not Level.UNIT]

    def first_choice(self) -> list[Node]:
        """Where a choice by buttons begins: a single root is no choice, so its children."""
        roots = self.children(None)
        return self.children(roots[0]) or roots if len(roots) == 1 else roots

    def chain(self, node: Node) -> list[Node]:
        """The node itself, then its parents up to the root."""
        found = [node]
        while (parent := self.get(found[-1].parent_id)) is not None:
            found.append(parent)
        return found

    def root(self) -> Node | None:
        """The outermost node; with several, the one with the smallest code."""
        roots = self.children(None)
        return min(roots, key=lambda n: (RANK[n.level], n.code)) if roots else None

    def desk_above(self, node: Node) -> Node:
        """The nearest node at or above ``node`` that has a desk: a community, town or county."""
        return next((n for n in self.chain(node) if RANK[n.level] < RANK[Level.GRID]), node)

    def shared_desk(self, nodes: Iterable[Node]) -> Node | None:
        """The lowest node with a desk that lies above (or is) all of ``nodes``."""
        chains = [self.chain(node) for node in nodes]
        if not chains:
            return self.root()
        shared = [n for n in chains[0] if all(n in chain for chain in chains[1:])]
        return next((n for n in shared if RANK[n.level] < RANK[Level.GRID]), None) or self.root()
