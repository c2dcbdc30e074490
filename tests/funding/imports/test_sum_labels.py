"""Which words say that a row is a sum."""

import pytest

from funding.imports.sum_labels import BARE, PERHAPS, SAID, carries_over, sum_label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, BARE) for text in ("Total", "TOTAL :", "Sous-total", "Total général", "Ensemble", "Somme")),
        *((text, SAID) for text in ("Total 2021-2022", "Total – CHUM", "Total : CHUM", "Total - CHUM")),
        *(
            (text, SAID)
            for text in ("Sous-total CHUM", "Total des subventions", "TOTAL (3)", "Ensemble des organismes")
        ),
        *((text, SAID) for text in ("Total awarded", "Cumul au 31 mars", "Somme des montants", "Total pour Mila")),
        *((text, PERHAPS) for text in ("Total Énergies", "Total CHUM", "TOTAL CANADA INC.")),
        *((text, "") for text in ("TotalEnergies Canada", "Totalement", "Ensemble Caprice", "Ensemble de flûtes")),
        *((text, "") for text in ("Somme Toute inc.", "Sum Inc", "Sommeil et santé", "CHUM", "")),
    ],
)
def test_labels_of_sums(text: str, kind: str) -> None:
    assert sum_label(text) == kind


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        *(
            (text, True)
            for text in ("À reporter", "Report", "REPORT DE LA PAGE 1", "Total à reporter", "Solde reporté")
        ),
        *((text, True) for text in ("Brought forward", "Balance carried forward to next page", "Report page 12")),
        *((text, False) for text in ("Reporters sans frontières", "Report on cancer", "Forward Health inc.", "CHUM")),
    ],
)
def test_labels_that_carry_a_sum_over(text: str, carries: bool) -> None:
    assert carries_over(text) is carries
