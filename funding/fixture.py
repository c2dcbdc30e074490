"""The first register as readable text.

In: a folder of text files (`fixtures/registre-1`; its README says how they are written). Out: `read_sheets` gives the
sheets as plain rows, of which `funding.fixture_workbook` makes the workbook; `read_register` and `read_typology` give
what a register needs before its first import, under the names of the models' fields.
"""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.conf import settings

FIRST_REGISTER = settings.BASE_DIR / "fixtures" / "registre-1"


class FixtureError(ValueError):
    """A text file that does not follow the README's form; the message says the file, the line and what was found."""


@dataclass(frozen=True)
class Column:
    """A column: its header, the group above it, the field of the record that it holds, and what its cells are."""

    group: str
    header: str
    field: str
    sort: str


@dataclass
class Row:
    """Cells by header. `kind` is data, subtotal or total; a subtotal's numbers are summed from the rows above it."""

    kind: str
    values: dict[str, str]
    line: int


@dataclass
class Sheet:
    """A sheet as written: `record_kind` is empty on a cover sheet, which has only `lines`."""

    path: Path
    name: str
    record_kind: str = ""
    titles: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def data(self) -> list[dict[str, str]]:
        """The data rows, as {field: text}, without empty cells."""
        fields = {column.header: column.field for column in self.columns}
        return [
            {fields[header]: text for header, text in row.values.items() if fields[header]}
            for row in self.rows
            if row.kind == "data"
        ]


def read_blocks(path: Path) -> list[list[tuple[str, str, int]]]:
    """Blocks of « Name: value » lines parted by empty lines, as [(name, value, line number)].

    Raises FixtureError where a line has no « : » after a name.
    """
    blocks: list[list[tuple[str, str, int]]] = [[]]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            blocks.append([])
            continue
        name, colon, value = line.partition(": ")
        if not colon:
            raise FixtureError(f"{path.name}, line {number}: « {line} » is not « Name: value ».")
        blocks[-1].append((name.strip(), value.strip(), number))
    return [block for block in blocks if block]


def read_sheets(folder: Path = FIRST_REGISTER) -> list[Sheet]:
    """The sheets of the register, in the order of their files' numbers."""
    return [read_sheet(path) for path in sorted(folder.glob("[0-9][0-9]-*.txt"))]


def read_sheet(path: Path) -> Sheet:
    """One sheet. Raises FixtureError for a header that is not declared, a row without cells or a sum of text."""
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    name = first.removeprefix("Feuille: ").strip()
    if not rest.lstrip().startswith("Contenu: "):
        return Sheet(path, name, lines=rest.strip().splitlines())
    head, *blocks = read_blocks(path)
    sheet, constants = Sheet(path, name), {}
    for key, value, line in head:
        match key:
            case "Feuille":
                pass
            case "Contenu":
                sheet.record_kind = value
            case "Titre":
                sheet.titles.append(value)
            case "Colonne":
                sheet.columns.append(Column(*(part.strip() for part in value.split("|"))))
            case "Constante":
                header, _, text = value.partition(" = ")
                constants[header] = text
            case "Note":
                sheet.notes.append(value)
            case _:
                raise FixtureError(f"{path.name}, line {line}: « {key} » is no part of a sheet's head.")
    for block in blocks:
        sheet.rows.append(read_row(sheet, block, constants))
    return sheet


def read_row(sheet: Sheet, block: list[tuple[str, str, int]], constants: dict[str, str]) -> Row:
    """A block as a row: cells, or a subtotal or total « header = label | headers that are summed »."""
    (key, value, line), *_ = block
    if key in ("Sous-total", "Total"):
        where, _, summed = value.partition("|")
        header, _, label = where.partition(" = ")
        kind = "subtotal" if key == "Sous-total" else "total"
        values = {header.strip(): label.strip()}
        for name in summed.split(","):
            values[name.strip()] = str(sum_above(sheet, name.strip(), kind, line))
        return Row(kind, values, line)
    headers = {column.header for column in sheet.columns}
    values = dict(constants)
    for header, text, number in block:
        if header not in headers:
            raise FixtureError(f"{sheet.path.name}, line {number}: no column is called « {header} ».")
        values[header] = text
    return Row("data", values, line)


def sum_above(sheet: Sheet, header: str, kind: str, line: int) -> Decimal:
    """The sum of a column's numbers: since the last subtotal, or of all data rows for a total."""
    rows = [row for row in sheet.rows if row.kind == "data"]
    if kind == "subtotal":
        last = max((row.line for row in sheet.rows if row.kind == "subtotal"), default=0)
        rows = [row for row in rows if row.line > last]
    numbers = [number for row in rows if (number := as_number(row.values.get(header, ""))) is not None]
    if not numbers:
        raise FixtureError(f"{sheet.path.name}, line {line}: nothing to add in « {header} ».")
    return sum(numbers, Decimal(0))


def as_number(text: str) -> Decimal | None:
    """The number, where the text is one and nothing else (« 25000 », « 4170.5 »)."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


REGISTER_FIELDS = {
    "Nom court": "slug",
    "Numéro": "number",
    "Nom": "name_fr",
    "Nom en anglais": "name_en",
    "Règle de portée": "scope_fr",
    "Règle de portée en anglais": "scope_en",
    "État des données": "state_of_data",
    "Période du": "period_from",
    "Période au": "period_to",
}
THEME_FIELDS = {
    "Thème": "code",
    "Nom": "name_fr",
    "Nom en anglais": "name_en",
    "Mots": "words_fr",
    "Mots en anglais": "words_en",
}
SOURCE_FIELDS = {
    "Source": "key",
    "Titre": "title",
    "Sorte": "kind",
    "Auteur": "author",
    "Éditeur": "publisher",
    "Date": "date",
    "État des données": "state_of_data",
    "Adresse": "url",
    "Langue": "language",
    "Licence": "licence",
    "Cellules montrées": "shows_cells",
}
USE_TYPE_FIELDS = {
    "Version": "version",
    "Code": "code",
    "Famille": "family",
    "Nom": "name_fr",
    "Nom en anglais": "name_en",
    "Même que": "same_as",
}
USE_DOMAIN_FIELDS = {"Domaine": "code", "Nom": "name_fr", "Nom en anglais": "name_en"}


def named(block: list[tuple[str, str, int]], fields: dict[str, str]) -> dict[str, str]:
    """A block's values under the names of the model's fields; what is no field is left out."""
    return {fields[name]: value for name, value, _ in block if name in fields}


def read_register(folder: Path = FIRST_REGISTER) -> tuple[dict[str, str], dict[str, str]]:
    """The register and its source, as {field of Register: text} and {field of Source: text}.

    `shows_cells` is « oui » or « non ».
    """
    register, source, *_themes = read_blocks(folder / "registre.txt")
    return named(register, REGISTER_FIELDS), named(source, SOURCE_FIELDS)


def read_scope(folder: Path = FIRST_REGISTER) -> list[dict[str, Any]]:
    """The themes of the register's scope rule in their order, as {field of ScopeTheme: text, or list of words}."""
    themes = []
    for block in read_blocks(folder / "registre.txt")[2:]:
        described: dict[str, Any] = dict(named(block, THEME_FIELDS))
        for language in ("words_fr", "words_en"):
            words = described.get(language, "").split(";")
            described[language] = [word.strip() for word in words if word.strip()]
        themes.append(described)
    return themes


def read_typology(folder: Path = FIRST_REGISTER) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Types of use and domains of use, in their order, as {field of UseType: text} and {field of UseDomain: text}.

    `same_as` is the code of the type of the current version (« tableau 6 », which comes first) that it means.
    """
    blocks = read_blocks(folder / "typologie.txt")
    types = [named(block, USE_TYPE_FIELDS) for block in blocks if block[0][0] == "Version"]
    domains = [named(block, USE_DOMAIN_FIELDS) for block in blocks if block[0][0] == "Domaine"]
    return types, domains
