"""What is no table of facts: the cover of a workbook, a letter.

Comes in: a sheet and what looked like its table; a line of text. Goes out: whether it is passed over.
"""

import re

from funding.imports.document import (
    TableRead,
)
from funding.imports.grid import Grid
from funding.imports.lexicon import COVER, folded

# What letters say and tables do not.
LETTER = re.compile(
    r"^\s*((chère?s? )?(madame|monsieur)s?\b.{0,40}[,|]?\s*$|dear\b|objet\s*:|subject\s*:|re\s*:)"
    r"|\b(veuillez (agréer|recevoir|trouver)|salutations (distinguées|les meilleures)|nous (avons bien reçu|donnons suite)"
    r"|sincerely|yours truly|votre demande d[’']accès|your (access )?request)\b",
    re.IGNORECASE,
)


def is_cover(grid: Grid, table: TableRead) -> bool:
    """Whether a sheet's only « table » is its explanations: nothing in it is known, and its name or shape says so."""
    fields = {column.field for column in table.columns if column.field}
    if "amount" in fields:
        return False
    if COVER.match(folded(grid.name)):
        return len(fields) < 3
    return not fields and not table.header_rows and table.last_column - table.first_column < 2
