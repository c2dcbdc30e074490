"""Which titles state the fiscal year of the rows below them."""

import pytest

from funding.imports.stated_years import stated_year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Subventions versées en 2020-2021", "2020-2021"),
        ("Tableau 1 : Subventions du ministère 2020-21", "2020-2021"),
        ("Subventions 2020-2021 (extrait le 2022-05-01)", "2020-2021"),
        ("Financements accordés en 2021 par le ministère", "2021"),
        ("Subventions 2021", "2021"),
        ("2021-2022", "2021-2022"),
        *((text, None) for text in ("Liste au 31 mars 2022", "Mise à jour : mars 2022", "Plan d’action 2020-2021")),
        *(
            (text, None)
            for text in ("Subventions 2018-2023", "2020-2021 et 2021-2022", "Demande d’accès 2023-045", "CHUM")
        ),
        *((text, None) for text in ("Loi de 2015", "Depuis 2019", "Feuil1", "")),
    ],
)
def test_titles(text: str, year: str | None) -> None:
    stated = stated_year(text)
    assert (stated[0] if stated else None) == year
