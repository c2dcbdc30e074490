"""Rows that people take away: any list or question, all fields, no limit, flat memory, in six forms.

In: a kind of row (`export_kinds.KINDS`) and its queryset, or columns and plain rows of a question; and a `Download`
that says what they are. Out: a response that streams.

`csv` is RFC 4180 for programs: UTF-8, commas, points, names of columns that never change, codes of closed lists.
`excel.csv` opens right in Excel by a double click: a byte-order mark, headings and words in the reader's language, and
in French semicolons and decimal commas, which is what Excel in French takes for a separator and for a number.
`xlsx` has typed cells and a sheet of notes; `json` is one object with what the rows are and the rows, `jsonl` a row a
line, `parquet` typed columns. A text that Excel would run as a formula is preceded by an apostrophe in both kinds of
CSV; in XLSX it is written as text, which never runs.

Where the newest release is as new as the register, DuckDB writes the rows out of it (`release_rows`), and a list without
a filter is the release's own file; else each row is read from PostgreSQL and dressed here (`export_lines`).
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from funding import columnar
from funding import export_lines as lines
from funding.export_columns import Column, Type
from funding.export_dress import as_they_are, for_excel, for_programs, for_workbook
from funding.export_kinds import KINDS, NAMES
from funding.export_parquet import write_parquet
from funding.export_workbook import Heading, workbook
from funding.models import Release
from funding.release_rows import PIECE, WRITTEN, Chosen, choice, texts
from funding.release_store import opened
from projects.models import Register
from projects.numbers import money

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "excel.csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
FORMS = tuple(TYPES)
ROWS_AT_ONCE = 2_000
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Download:
    """What a file is about: `filters` are the words of the active filters, `address` the page the rows stand on."""

    register: Register
    language: str
    filters: str
    address: str
    # The edition that is asked for; None means the register as it is now.
    edition: Release | None = None

    @cached_property
    def release(self) -> str:
        """The number of the edition that has these data, « 3 »; an empty text where none has them yet."""
        latest = self.edition or self.register.releases.order_by("-number").first()
        if not latest or not (self.edition or latest.data_version == self.register.data_version):
            return ""
        return str(latest.number)

    def file_name(self, name: str, form: str) -> str:
        """« premier-registre_awards_edition-3_2026-11-23.csv »; the example's says that it is invented."""
        with override(self.language):
            parts = [self.register.slug, name]
            parts += [_("invented-data")] if self.register.invented else []
            parts += [_("edition-%(number)s") % {"number": self.release}] if self.release else []
        return "_".join([*parts, timezone.localdate().isoformat()]) + f".{form}"


@dataclass(frozen=True)
class Table:
    """Rows of any origin: `rows` is called once, when the file is written. `kind` and `query` where they are facts."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Any]]
    kind: str = ""
    query: QuerySet | None = None


def table_of(kind: str, rows: QuerySet) -> Table:
    """The rows of a queryset, read piece by piece, with everything beside them in a fixed number of queries each."""
    layout = KINDS[kind]
    prepared = lambda: layout.prepare(rows).iterator(chunk_size=ROWS_AT_ONCE)  # noqa: E731
    return Table(NAMES[kind], layout.columns, prepared, kind, rows)


def response(form: str, table: Table, download: Download) -> StreamingHttpResponse:
    """The file in the asked form. Raises KeyError on a form that is not in FORMS."""
    makers: dict[str, Callable[[Table, Download, Chosen | None], Iterator[bytes]]] = {
        "csv": csv_pieces,
        "excel.csv": excel_csv_pieces,
        "xlsx": xlsx_pieces,
        "json": json_pieces,
        "jsonl": jsonl_pieces,
        "parquet": parquet_pieces,
    }
    chosen = choice(table.kind, table.query, download.register, download.edition) if table.query is not None else None
    if chosen:
        table = replace(table, columns=chosen.layout.columns)
    name = download.file_name(table.name, form.replace("excel.csv", "csv"))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if chosen and (kept := chosen.kept_file(form)):
        headers["Content-Length"] = str(chosen.release.files[kept]["bytes"])
        pieces = file_pieces(chosen.release, kept)
    else:
        pieces = makers[form](table, download, chosen)
    return StreamingHttpResponse(closing(pieces, chosen), content_type=TYPES[form], headers=headers)


def file_pieces(release: Release, name: str) -> Iterator[bytes]:
    with opened(release, name) as file:
        while piece := file.read(PIECE):
            yield piece


def closing(pieces: Iterator[bytes], chosen: Chosen | None) -> Iterator[bytes]:
    try:
        yield from pieces
    finally:
        if chosen:
            chosen.close()


def dictionary(kind: str) -> list[dict[str, str]]:
    """The columns of a kind of row, in the active language: {name, label, meaning, type, words}."""
    return [described(column) for column in KINDS[kind].columns]


def described(column: Column) -> dict[str, str]:
    words = " · ".join(f"{code} = {label}" for code, label in column.choices.choices if code) if column.choices else ""
    return {
        "name": column.name,
        "label": str(column.label),
        "meaning": str(column.meaning),
        "type": str(column.holds.value),
        "words": words,
    }


def citation(download: Download) -> str:
    """One sentence that says where the rows are from, in the active language."""
    parts = [settings.SITE_NAME[download.language], download.register.name]
    parts += [_("edition %(number)s") % {"number": download.release}] if download.release else []
    sentence = ", ".join([*parts, timezone.localdate().isoformat(), download.address])
    return f"{sentence}. {LICENCE}."


# --- The forms


def in_language(texts: Callable[[], Iterator[str]], language: str) -> Iterator[str]:
    """The texts, each made in the language: a generator shares its thread with other requests."""
    with override(language):
        waiting = texts()
    while True:
        with override(language):
            text = next(waiting, None)
        if text is None:
            return
        yield text


def in_pieces(made: Iterator[str], end: str) -> Iterator[bytes]:
    """Many lines at once: a write per line is slow."""
    while batch := list(islice(made, 200)):
        yield (end.join(batch) + end).encode()


def csv_pieces(table: Table, download: Download, chosen: Chosen | None) -> Iterator[bytes]:
    writer = lines.csv_writer()
    yield f"{writer.writerow([column.name for column in table.columns])}\r\n".encode()
    if chosen and (copied := chosen.lines("csv")):
        yield from copied
    elif chosen:
        yield from chosen.pieces(for_programs(chosen.layout), f"{WRITTEN['csv']}, HEADER false")
    else:
        yield from in_pieces((lines.csv_line(table.columns, row, writer) for row in table.rows()), "\r\n")


def excel_csv_pieces(table: Table, download: Download, chosen: Chosen | None) -> Iterator[bytes]:
    language, separator = download.language, lines.SEPARATORS[download.language]
    writer = lines.csv_writer(separator)
    with override(language):
        yield b"\xef\xbb\xbf" + f"{writer.writerow([str(column.label) for column in table.columns])}\r\n".encode()
    if chosen:
        with override(language):
            columns = for_excel(chosen.layout, language)
        options = WRITTEN["csv"].replace("DELIMITER ','", f"DELIMITER '{separator}'")
        yield from chosen.pieces(columns, f"{options}, HEADER false")
        return
    made = lambda: (lines.excel_line(table.columns, row, writer, language) for row in table.rows())  # noqa: E731
    yield from in_pieces(in_language(made, language), "\r\n")


def xlsx_pieces(table: Table, download: Download, chosen: Chosen | None) -> Iterator[bytes]:
    language = download.language
    with override(language):
        heading = Heading(
            [str(column.label) for column in table.columns],
            [14 if column.holds is Type.NUMBER else 24 for column in table.columns],
        )
        names, said = (_("Data"), _("Notes")), notes_sheet(table, download)
    rows = sheet_rows(table, chosen) if chosen else (lines.workbook_row(table.columns, row) for row in table.rows())
    return workbook(heading, in_language(lambda: iter(rows), language), said, names)


def sheet_rows(table: Table, chosen: Chosen) -> Iterator[str]:
    yield from texts(chosen.engine, for_workbook(chosen.layout, chosen.source()))


def jsonl_pieces(table: Table, download: Download, chosen: Chosen | None) -> Iterator[bytes]:
    if chosen:
        return chosen.lines("jsonl") or chosen.pieces(as_they_are(chosen.layout), WRITTEN["jsonl"])
    return in_pieces((lines.json_line(table.columns, row) for row in table.rows()), "\n")


def json_pieces(table: Table, download: Download, chosen: Chosen | None) -> Iterator[bytes]:
    """One object: what the rows are, then the rows."""
    with override(download.language):
        about = {
            "register": download.register.slug,
            "invented": download.register.invented,
            "release": int(download.release) if download.release else None,
            "state_of_data": str(download.register.state_of_data or ""),
            "filter": download.filters,
            "address": download.address,
            "licence": LICENCE_ADDRESS,
            "citation": citation(download),
            **dict(sums_for_programs(table, download.register)),
        }
    yield f'{{"about":{lines.json_text_of(about)},"rows":'.encode()
    if chosen:
        yield from chosen.pieces(as_they_are(chosen.layout), WRITTEN["json"])
    else:
        mark = "[\n"
        for row in table.rows():
            yield f"{mark}{lines.json_line(table.columns, row)}".encode()
            mark = ",\n"
        yield b"[]" if mark == "[\n" else b"\n]"
    yield b"}\n"


def sums_for_programs(table: Table, register: Register) -> Iterator[tuple[str, Any]]:
    """Both sums of awards, per currency: never to be added to each other, nor the column of amounts up."""
    if (totals := totals_of(table, register)) is not None:
        names = ("currency", "awards", "without_amount", "superseded", "entered", "final")
        yield "sums", [{name: plain_sum(row[name]) for name in names} for row in totals]


def totals_of(table: Table, register: Register) -> list[dict[str, Any]] | None:
    """Both sums of the rows, per currency; None of other rows than awards, and of a file that is not of an address."""
    if table.name != NAMES["award"] or table.query is None:
        return None
    with columnar.fast(register):
        return table.query.totals_by_basis()  # type: ignore[attr-defined]


def plain_sum(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


def parquet_pieces(table: Table, download: Download, chosen: Chosen | None) -> Iterator[bytes]:
    """Parquet ends with its table of contents: from objects the file is written first, and disappears once it is sent."""
    if chosen:
        # Groups of fewer rows than DuckDB's own 122,880 are sent sooner, and need less memory.
        yield from chosen.pieces(as_they_are(chosen.layout), f"{WRITTEN['parquet']}, ROW_GROUP_SIZE 8192")
        return
    with tempfile.TemporaryDirectory(prefix="parquet-") as folder:
        path = Path(folder) / "rows.parquet"
        write_parquet(path, table.columns, (lines.json_line(table.columns, row) for row in table.rows()))
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


# --- What is said of a file


def notes_sheet(table: Table, download: Download) -> list[list[str]]:
    """What the rows are: filter, date, release, licence, citation and the meaning of columns."""
    said = [[label, text] for label, text in [*notes(download), *sums_of(table, download)]]
    said += [[], [_("Column"), _("Heading"), _("Type"), _("Meaning"), _("Words")]]
    for column in table.columns:
        entry = described(column)
        said.append([entry[part] for part in ("name", "label", "type", "meaning", "words")])
    return said


def sums_of(table: Table, download: Download) -> list[tuple[str, str]]:
    """What is said of the sums of awards: that their column is not to be added up, and both sums of these rows, per
    currency, where they are asked for under an address."""
    if table.name != NAMES["award"]:
        return []
    warning = _(
        "Do not add up the column of amounts: a transfer and the final awards that come out of it are the same money, told "
        "twice. Of the rows that no other supersedes or pays, the final destination is the final awards; the public money in is "
        "those with a public or parapublic payer that come out of no transfer. Two columns say of each row whether it counts in them."
    )
    found = [(_("Sums"), warning)]
    for row in totals_of(table, download.register) or ():
        for label, name in ((_("Public money in"), "entered"), (_("Final destination"), "final")):
            amount = row[name]
            said = _("not known") if amount is None else money(amount, row["currency"], download.language)
            found.append((f"{label}, {row['currency']}", said))
    return found


def notes(download: Download) -> list[tuple[str, str]]:
    """What is said of a file, label and text, in the active language."""
    register = download.register
    invented = [(_("Warning"), _("Invented data: these rows are made up and describe nobody."))]
    return [
        *(invented if register.invented else []),
        (_("Site"), settings.SITE_NAME[download.language]),
        (_("Register"), register.name),
        (_("State of the data"), str(register.state_of_data) or _("not stated")),
        (_("Filter"), download.filters or _("none: every row")),
        (_("Address"), download.address),
        (_("Date of this file"), timezone.localdate().isoformat()),
        (_("Edition"), download.release or _("none has these data yet")),
        (_("Licence"), LICENCE),
        (_("Cite as"), citation(download)),
        (_("Missing amounts"), _("An empty amount is not known; it is never zero. Currencies are never added up.")),
        (
            _("Amounts"),
            _("A number has 15 significant digits in a spreadsheet; longer ones are exact in the CSV file."),
        ),
    ]
