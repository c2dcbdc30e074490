"""Every real file of ../shared/data through `import_ati --rows --json`: the exit status and what came out, one line each.

A line is: file → exit status: rows by kind; sums; or file → 2: the code of the refusal. The sums that the manifest beside
the files states are among them (360Giving £12,785,625; CORDIS 13,001,854,814.93).
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests import factories as make
from tests.funding.imports.real_files import DATA, files
from tests.whole import WHOLE

pytestmark = [
    pytest.mark.usefixtures("read_here"),
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="the real files of ../shared/data are not beside the project"),
]
OUTCOMES = """
canada-organisations/all.csv → 3: 133 data, 1 header
canada-vendors/vendor_names_labelled.csv → 3: 3417 data, 1 header
cordis-h2020/cordisref-organizationActivityType.csv → 0: 5 data, 1 header
cordis-h2020/edges.csv → 3: 31868 data, 1 header
cordis-h2020/projects.csv → 3: 7574 data, 1 header; 13001854814.93
cordis-h2020/unique_org.csv → 3: 12326 data, 1 header
grants-360giving/a001p00000zgyHZAAY.xlsx → 3: 783 data, 1 header; 12785625
messy-messytables/211.csv → 3: 2132 data, 1 header
messy-messytables/begrotingsanalyse-2011.csv → 3: 38 data, 1 header, 3 title, 1 blank
messy-messytables/bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm → 2: refused, macro
messy-messytables/blank_line.ods → 3: 3 data, 1 header, 1 blank
messy-messytables/characters.csv → 3: 382 data, 1 header
messy-messytables/complex.csv → 3: 3 data, 1 header
messy-messytables/encrypted_no_password.xls → 2: refused, encrypted
messy-messytables/example.tsv → 3: 140 data, 1 header
messy-messytables/excel_pasting.csv → 3: 13 data, 1 header, 2 title, 1 total, 2 note, 2 blank; 120522; 117044; 110530; 111412; 111448; 111602; 110277; 108610
messy-messytables/excel_properties.xls → 0: 18 note, 1 blank
messy-messytables/large.ods → 3: 148633 data, 6 header
messy-messytables/large.xlsx → 3: 8577 data, 6 header, 3 title, 1 note, 9 blank
messy-messytables/libreoffice.xlsx → 0: no rows
messy-messytables/loffice-4.4.1.2.ods → 3: 3 data, 1 header
messy-messytables/long.csv → 0: 4000 note
messy-messytables/mixedGLB.csv → 3: 133 data, 1 header, 2 title, 1 blank
messy-messytables/multilineods.ods → 0: 1 note
messy-messytables/null.csv → 3: 10 data
messy-messytables/ods_formats.ods → 3: 4 data, 1 header, 1 note
messy-messytables/simple.csv → 3: 6 data, 1 header
messy-messytables/simple.ods → 3: 3 data, 1 header
messy-messytables/simple.psv → 3: 28 data, 1 header
messy-messytables/simple.ssv → 3: 6 data, 1 header
messy-messytables/simple.unknown → 2: refused, empty
messy-messytables/simple.xls → 3: 6 data, 1 header
messy-messytables/simple.xlsx → 3: 6 data, 1 header
messy-messytables/simple.zip → 2: refused, archive
messy-messytables/skip_initials.csv → 3: 2 data, 1 header
messy-messytables/small.csv → 0: 1 note
messy-messytables/span_rich.xls → 3: 5 data, 1 header
messy-messytables/spanish_chars.csv → 3: 114 data, 1 header, 1 note, 1 blank
messy-messytables/sparse_with_column_errors.csv → 3: 2200 data, 1 header, 37 blank
messy-messytables/sw_gen.xlsx → 3: 15 data, 1 header
messy-messytables/unicode_sheet_name.xls → 0: 1 note
messy-messytables/utf-16le_encoded.csv → 3: 327 data, 1 header
messy-messytables/utf8bom.csv → 0: 1 note
messy-messytables/weird_head_padding.csv → 3: 54 data, 1 header, 22 title, 6 note, 11 blank; 4580; 11425; 14045; 14830; 15659; 16521; 17276; 17818
messy-tabulator/accent.csv → 3: 2 data, 1 header
messy-tabulator/adjust_floating_point_error.xlsx → 3: 5 data, 1 header
messy-tabulator/bom.csv → 0: 2 data, 1 header
messy-tabulator/doublequote.csv → 3: 5 data, 1 header
messy-tabulator/doublequote.csv.zip → 2: refused, archive
messy-tabulator/escaping.csv → 0: 3 data, 1 header
messy-tabulator/issue305.csv → 3: 338 data, 1 header
messy-tabulator/issue320.xlsx → 3: 46 data, 3 header, 3 title, 2 note, 10 blank
messy-tabulator/latin1.csv → 0: 2 data, 1 header
messy-tabulator/long.csv → 0: 6 data, 1 header
messy-tabulator/merged-cells-boolean.xls → 0: 1 note
messy-tabulator/merged-cells.xls → 0: 1 note
messy-tabulator/merged-cells.xlsx → 0: 1 note
messy-tabulator/multiline-headers.xlsx → 0: 6 header
messy-tabulator/number_format_multicode.xlsx → 0: 4 note
messy-tabulator/preserve-formatting-percentage.xlsx → 3: 3 data, 1 header
messy-tabulator/preserve-formatting.xlsx → 3: 2 data
messy-tabulator/sheet2.xls → 0: 2 data, 1 header
messy-tabulator/sheet2.xlsx → 0: 2 data, 1 header
messy-tabulator/sheets.xlsx → 0: 3 data, 3 header
messy-tabulator/skip-blank-at-the-end.csv → 3: 1 data, 1 header, 1 note, 1 blank
messy-tabulator/skip-rows-before-headers.csv → 0: 2 data, 1 header, 1 title
messy-tabulator/skip-rows.csv → 0: 2 data, 1 header, 1 title, 1 note
messy-tabulator/skip-rows.xlsx → 3: 1 data, 1 header, 1 title, 1 total
messy-tabulator/table-with-booleans.ods → 0: 2 data, 1 header
messy-tabulator/table-with-booleans.xls → 0: 2 data, 1 header
messy-tabulator/table-with-ints-floats-dates.ods → 3: 3 data, 1 header
messy-tabulator/table-with-ints-floats-dates.xls → 3: 3 data, 1 header
messy-tabulator/table.bad-format → 0: 2 data, 1 header
messy-tabulator/table.csv.html → 2: refused, unknown-type
messy-tabulator/table.csv.zip → 2: refused, archive
messy-tabulator/test_scientific_notation.xlsx → 0: 2 note
names-nomenklatura/cases.csv → 3: 826 data, 1 header
pays-de-la-loire/224400028_subventions-aux-associations-du-departement-de-loire-atlantique.csv → 3: 18148 data, 1 header; 506914236.63; 38534801.99
pays-de-la-loire/subventions_associations_2017-converti.xlsx → 3: 1657 data, 1 header, 1 title, 4 note; 6770097.90; 1098756.04
quebec-seao/contrats-nb3.csv → 3: 9473 data
scdl-departements/DEP_Charente Maritime_donnees-conventions-subventions.xlsx → 3: 101 data, 1 header; 11109233.26
scdl-departements/DEP_Lot_Subventions_2017_DONNEES.xlsx_pour_exemple.csv → 3: 13 data, 1 header, 21 blank; 878205
scdl-departements/DEP_Nièvre_CD58_SUBVENTIONS_2016_LISTE.csv → 3: 97 data, 1 header; 17140715
scdl-departements/DEP_Vendée_Publication_données_Open_data_Subventions_Conventions.xlsx → 3: 4 data, 1 header; 2367625
scdl-departements/SCDL_COM_Poitiers_citoyennete-subventions-directes-attribuees-aux-associations-2017-ville-de-poiti.csv → 3: 562 data, 1 header; 11548359.23
scdl-departements/SCDL_DEP_Haute Garonne_datalocale-subvention.csv → 3: 69 data, 1 header; 357558.85
scdl-departements/exemple-duplicate-column.csv → 3: 29 data, 1 header; 2821393.50
scdl-departements/exemple_invalide_erreurs_cellules.csv → 3: 29 data, 1 header; 851436.10
scdl-departements/exemple_invalide_erreurs_colonnes.csv → 3: 29 data, 1 header; 851436.10
scdl-departements/exemple_valide.csv → 3: 29 data, 1 header; 2821393.50
scdl-departements/schema.json → 2: refused, unknown-type
toulouse/subventions-toulouse_2022.csv → 3: 396 data, 1 header; 88789356.48
toulouse/subventions-toulouse_2023.csv → 3: 551 data, 1 header; 117719667.87
"""
EXPECTED = dict(line.split(" → ", 1) for line in OUTCOMES.strip().splitlines())
# Files of more rows take minutes to stage, one after the other: they come with `make test-all`, and are read in any
# case by test_real_files.py.
ROWS_IN_ANY_RUN = 1_000


def outcome(status: int, answer: dict[str, Any]) -> str:
    """The line of a file, without its name."""
    if "refused" in answer:
        return f"{status}: refused, {answer['refused']['code']}"
    rows = ", ".join(f"{count} {kind}" for kind, count in answer["rows"].items() if count)
    sums = "; ".join(amount["sum"] for amount in answer["amounts"])
    return f"{status}: {rows or 'no rows'}{'; ' if sums else ''}{sums}"


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def is_long(path: Path) -> bool:
    count = re.search(r"(\d+) (data|note)", EXPECTED.get(name_of(path), ""))
    return count is not None and int(count[1]) > ROWS_IN_ANY_RUN


def files_of_this_run() -> list[Path]:
    """Every third of the short ones; all of them in `make test-all`."""
    found = files() if DATA.exists() else []
    return found if WHOLE else [path for path in found if not is_long(path)][::3]


@pytest.mark.parametrize("path", files_of_this_run(), ids=name_of)
def test_import_of_a_real_file(path: Path, capsys: Any, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    make.default_register()
    with pytest.raises(SystemExit) as done:
        call_command("import_ati", str(path), "--rows", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert outcome(done.value.code, answer) == EXPECTED[name_of(path)]  # type: ignore[arg-type]
    if "refused" not in answer:
        # Nothing is dropped: each row of the file is among those that were read.
        read = [row for row in answer["rows_read"] if row["part"] % 1000 == 0]
        assert len(read) >= sum(answer["rows"].values()) - answer["rows"]["blank"]
        assert all(problem["message"] for problem in answer["problems"])


def test_every_file_has_an_outcome() -> None:
    assert {name_of(path) for path in files()} == set(EXPECTED)
