"""The figures as tables for people, put between two marks of a page."""

from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = "| | here | beside it | ratio | wanted | |\n|---|---|---|---|---|---|"


class Row(NamedTuple):
    """``met``: whether ``ratio`` is what is ``wanted``; None where nothing was."""

    what: str
    here: str
    beside: str
    ratio: str = ""
    wanted: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        mark = {None: "", True: "met", False: "**missed**"}[self.met]
        return f"| {self.what} | {self.here} | {self.beside} | {self.ratio} | {self.wanted} | {mark} |"


def keep(page: Path, figures: Json) -> None:
    """Everything outside the marks stays."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{page_of(figures)}\n{END}{after}", "utf-8")


def page_of(figures: Json) -> str:
    made = {"intake": _intake, "loop": _loop, "backlog": _backlog, "sending": _sending, "growing": _growing,
            "digests": _digests}  # fmt: skip
    parts = []
    for name, make in made.items():
        if name in figures:
            one = figures[name]
            rows = "\n".join(map(str, make(one)))
            parts.append(f"{HEAD}\n{rows}\n\n{one['on']}, {one['cores']} cores, load {one['load']}.")
    return "\n\n".join(parts)


def _intake(found: Json) -> list[Row]:
    own, echo, parse = found["intake"], found["echo"], found["parse"]
    times = own["rate"] / echo["rate"]
    return [
        Row("intake, updates a second", f"{own['rate']:.0f}", f"echo bot {echo['rate']:.0f}", f"{times:.2f} ×",
            "≥ 2.0 ×", times >= 2),
        Row("processor an update", f"{own['cpu_ms']:.2f} ms", f"echo bot {echo['cpu_ms']:.2f} ms",
            f"{own['cpu_ms'] / echo['cpu_ms']:.1f} ×"),
        Row("processor an update", f"{own['cpu_ms']:.2f} ms", f"parse and dispatch {parse['cpu_ms']:.2f} ms",
            f"{own['cpu_ms'] / parse['cpu_ms']:.1f} ×"),
        Row("tickets and letters an update", f"{found['tickets']:.2f} and {found['letters']:.2f}", "echo bot: none"),
    ]  # fmt: skip


def _loop(found: Json) -> list[Row]:
    own, echo = found["loop"], found["echo"]
    times = own["rate"] / echo["rate"]
    memory = found["busy"] / 1e6
    return [
        Row("whole loop, updates a second", f"{own['rate']:.0f}", f"echo bot {echo['rate']:.0f}", f"{times:.2f} ×",
            "≥ 1.0 ×", times >= 1),
        Row("sends a second", f"{own['rate'] * found['sends']:.0f}", f"echo bot {echo['rate']:.0f}",
            f"{times * found['sends']:.2f} ×"),
        Row("processor an update", f"{own['cpu_ms']:.2f} ms", f"echo bot {echo['cpu_ms']:.2f} ms",
            f"{own['cpu_ms'] / echo['cpu_ms']:.1f} ×"),
        Row("start until ready", f"{found['ready']:.1f} s", f"of it processor {found['ready_cpu']:.1f} s"),
        Row("memory after the work", f"{memory:.0f} MB",
            f"before {found['idle'] / 1e6:.0f} MB, at most {found['most'] / 1e6:.0f} MB", "", "< 350 MB", memory < 350),
    ]  # fmt: skip


def _backlog(found: Json) -> list[Row]:
    dangers, receipts = found["dangers"], found["receipts"]
    return [
        Row(f"a danger with {found['waiting']:,} updates waiting, p99", f"{dangers['p99']:.2f} s",
            f"p50 {dangers['p50']:.2f} s", "", "< 1 s", dangers["p99"] < 1),
        Row("receipts of those that waited, p99", f"{receipts['p99']:.0f} s",
            f"p50 {receipts['p50']:.0f} s; 30 sends a second would need {found['waiting'] / 30:.0f} s",
            f"{receipts['p99'] / (found['waiting'] / 30):.2f} ×"),
    ]  # fmt: skip


def _sending(found: Json) -> list[Row]:
    limits = {"overall": "30 a second", "private": "1 a second to a person", "group": "20 a minute to a group"}
    rows = []
    for name, limit in limits.items():
        use = found[name]
        rows.append(Row(limit, f"{use['letters']} in {use['seconds']:.1f} s", "the limit's own pace",
                        f"{use['share']:.1%}", "≥ 95 %", use["share"] >= 0.95))  # fmt: skip
    clean = not found["too_many"] and not found["overrun"]
    rows.append(Row("429 / windows overrun as seen from outside", f"{found['too_many']} / {found['overrun']}",
                    "", "", "0 / 0", clean))  # fmt: skip
    return rows


def _growing(found: Json) -> list[Row]:
    few, many = found["few"], found["many"]
    rows = []
    for name, what in {"intake": "intake", "sign": "签收"}.items():
        times = many[f"{name}_p99"] / few[f"{name}_p99"]
        rows.append(
            Row(
                f"{what}, processor, p99",
                f"{many[f'{name}_p99']:.1f} ms at {found['tickets']:,} tickets",
                f"{few[f'{name}_p99']:.1f} ms at 1,000",
                f"{times:.2f} ×",
                "≤ 1.5 ×",
                times <= 1.5,
            )
        )
        rows.append(Row(f"{what}, processor, p50", f"{many[f'{name}_p50']:.1f} ms", f"{few[f'{name}_p50']:.1f} ms",
                        f"{many[f'{name}_p50'] / few[f'{name}_p50']:.2f} ×"))  # fmt: skip
    rows.append(Row("both, by the clock, p99", f"{many['wall_p99']:.0f} ms", f"{few['wall_p99']:.0f} ms",
                    f"{many['wall_p99'] / few['wall_p99']:.2f} ×"))  # fmt: skip
    return rows


def _digests(found: Json) -> list[Row]:
    return [
        Row(f"{found['letters']} digests over {found['tickets']:,} tickets", f"{found['seconds']:.1f} s",
            f"of it processor {found['cpu']:.1f} s", "", "< 30 s", found["seconds"] < 30),
    ]  # fmt: skip
