"""One messy file with its truth. In: a name, what was seen, how to make the file. Out: `Case`; `check` holds it to its truth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from funding.imports.document import Document, Refused
from funding.imports.read import Options, read

LETTERS = {"data": "d", "header": "h", "title": "t", "subtotal": "s", "total": "T", "note": "n", "blank": "."}
Make = Callable[[Path], Path]


@dataclass(frozen=True)
class Case:
    """A file and what must come out of it.

    `seen` says where its mess comes from. `rows` has one letter for each row of the file (d data, h header, t title,
    s subtotal, T total, n note, . blank), all sheets one after the other; `values` are the data rows' values of `fields`.
    `sums` are [(sum, currency, declared total or None)]; `problems` are the codes of all that is said, no more and no
    less; `hidden` and `waiting` tell of each row of data whether it is hidden and whether it waits; `refused` is the code where the file is not read. What is None is not looked at.
    """

    name: str
    seen: str
    make: Make
    rows: str | None = None
    fields: tuple[str, ...] = ()
    values: Sequence[tuple[str | None, ...]] | None = None
    sums: Sequence[tuple[str, str, str | None]] | None = None
    problems: frozenset[str] | set[str] | None = None
    refused: str = ""
    options: Options = field(default_factory=Options)
    tables: int | None = None
    hidden: Sequence[bool] | None = None
    waiting: Sequence[bool] | None = None


def check(case: Case, folder: Path) -> None:
    """Reads the case's file; an AssertionError where something else comes out."""
    path = case.make(folder)
    try:
        document = read(path, options=case.options)
    except Refused as refusal:
        assert refusal.code == case.refused, (refusal.code, refusal.parameters)
        assert refusal.message("fr") and refusal.message("en")
        return
    assert not case.refused, "it was read"
    found = truth_of(document, case.fields)
    for name in ("rows", "values", "sums", "problems", "tables", "hidden", "waiting"):
        wanted = getattr(case, name)
        if wanted is not None:
            assert found[name] == wanted, name


def truth_of(document: Document, fields: Sequence[str]) -> dict[str, Any]:
    """What came out, in the form that a case states it in."""
    rows = list(document.rows())
    data = [row for row in rows if row.kind == "data"]
    return {
        "rows": "".join(LETTERS[row.kind] for row in rows if row.part == 0),
        "values": [tuple(row.values[name].value if name in row.values else None for name in fields) for row in data],
        "sums": [(plain(one.sum), one.currency, plain(one.declared_total)) for one in document.amounts],
        "problems": set(document.problem_counts),
        "tables": len(document.tables),
        "hidden": [row.hidden for row in data],
        "waiting": [any(problem.blocking for problem in row.problems) for row in data],
    }


def plain(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")
