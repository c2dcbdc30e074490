"""What the reader makes of real files that nobody here wrote, as the table of docs/real-files.md.

In: the folder `../shared/data` beside the project. Out: `python -m tests.funding.imports.real_files` writes the page.
"""

from collections.abc import Iterator
from pathlib import Path

from funding.imports.document import ROW_KINDS, Document, Refused, column_letter
from funding.imports.read import read
from funding.imports.reading_options import Options, Override

PROJECT = Path(__file__).resolve().parents[3]
DATA = PROJECT.parent / "shared" / "data"
PAGE = PROJECT / "docs" / "real-files.md"
WITHOUT_TABLES = {"LICENSE", "LICENSE.md", "README.md", "MANIFEST.md"}
# What the publishers' own pages say, and the files do not: an administrator would pick it on the import page.
IN_EUROS = ("toulouse", "scdl-departements", "pays-de-la-loire", "cordis-h2020")
SEAO = ("reference", "", "payer", "title", "", "", "decision_date", "recipient", "", "", "", "recipient_neq", "amount")
SEAO_FIELDS = {column_letter(index): field for index, field in enumerate(SEAO)}

HEAD = """# Real files, as the reader understands them

Made by `python -m tests.funding.imports.real_files`, never typed. The files are not in this repository (where they
come from is told in the manifest beside them); tests that read them skip where they are missing. Nobody picked a
header or a column here, but for the currency of the French and European files, which their publishers state and the
files do not, and for the second reading of the Québec contracts, whose file has no header: there a person says what
its columns are.

A row is data, header, title, subtotal, total, note or blank; nothing is dropped. « Problems » counts each kind of
problem: what could not be read, what was mended, what was assumed.

| file | tables | rows | sums | problems |
|---|---|---|---|---|
"""


def files() -> list[Path]:
    """Every file that may hold a table, in the order of their paths."""
    return [path for path in sorted(DATA.rglob("*")) if path.is_file() and path.name not in WITHOUT_TABLES]


def options_for(path: Path) -> Options:
    return Options(default_currency="EUR" if path.parent.name in IN_EUROS else "CAD")


def readings() -> Iterator[tuple[str, Document | Refused]]:
    """(name, what came out) of each file; the Québec contracts twice."""
    for path in files():
        name = f"{path.parent.name}/{path.name}"
        yield name, outcome(path, options_for(path))
        if path.parent.name == "quebec-seao":
            picked = Options(overrides={0: Override(fields=SEAO_FIELDS)})
            yield f"{name} (columns picked)", outcome(path, picked)


def outcome(path: Path, options: Options) -> Document | Refused:
    try:
        return read(path, options=options)
    except Refused as refusal:
        return refusal


def line(name: str, found: Document | Refused) -> str:
    """One line of the table."""
    label = name.replace("|", "\\|")
    if isinstance(found, Refused):
        return f"| {label} | refused: {found.code} | | | {found.message('en')} |"
    return f"| {label} | {tables_of(found)} | {kinds_of(found)} | {sums_of(found)} | {problems_of(found)} |"


def tables_of(document: Document) -> str:
    told = []
    for table in document.tables:
        fields = [column.field for column in table.columns if column.field]
        sheet = f"{table.sheet}!" if table.sheet else ""
        header = f"header {', '.join(map(str, table.header_rows))}" if table.header_rows else "no header"
        hidden = ", hidden" if table.hidden else ""
        told.append(f"{sheet}{table.range} ({table.record_kind}, {header}{hidden}): {', '.join(fields) or 'no field'}")
    return "<br>".join(told).replace("|", "\\|") or "none"


def kinds_of(document: Document) -> str:
    return ", ".join(f"{document.kinds[kind]:,} {kind}" for kind in ROW_KINDS if document.kinds.get(kind))


def sums_of(document: Document) -> str:
    told = []
    for amount in document.amounts:
        declared = amount.declared_total or 0
        verdict = {None: "", True: " = total", False: f" ≠ total {declared:,}"}[amount.matches]
        year = f"{amount.fiscal_year}: " if amount.fiscal_year else ""
        told.append(f"{year}{amount.sum:,} {amount.currency}{verdict}")
    return "<br>".join(told)


def problems_of(document: Document) -> str:
    return ", ".join(f"{count:,} {code}" for code, count in sorted(document.problem_counts.items()))


def main() -> None:
    PAGE.write_text(HEAD + "".join(f"{line(name, found)}\n" for name, found in readings()), encoding="utf-8")


if __name__ == "__main__":
    main()
