"""What is wrong in a file that a clerk edits, with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a file; lines and columns count from 1. An error stops the file from being used."""

    file: Path
    line: int
    message: str
    column: int = 1
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"


class FilesInvalid(ValueError):
    """Rule files cannot be used; ``findings`` say where and why, at least one."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in findings))
