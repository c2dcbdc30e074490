"""Messy files made by hand, each born from something seen in a real one, with the truth of what is in it.

In: nothing. Out: `cases()`. The files are made where they are needed: a workbook in a repository can't be reviewed, the
lines that make it can. `python -m tests.corpus FOLDER` writes them all.
"""

from tests.corpus.case import Case


def cases() -> list[Case]:
    """All of them, by kind of file."""
    from tests.corpus import (
        clerks,
        formulas,
        headings,
        layouts,
        marked_cells,
        pdf_files,
        places,
        refused_files,
        sums_and_words,
        text_files,
        workbooks,
    )

    return [
        *text_files.CASES,
        *sums_and_words.CASES,
        *workbooks.CASES,
        *places.CASES,
        *formulas.CASES,
        *headings.CASES,
        *layouts.CASES,
        *clerks.CASES,
        *marked_cells.CASES,
        *pdf_files.CASES,
        *refused_files.CASES,
    ]
