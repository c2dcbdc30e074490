"""The sentences that stand over charts say what their rows say."""

from decimal import Decimal
from types import SimpleNamespace

from django.utils.translation import override

from funding.dashboards.boards import most_words
from funding.dashboards.positions import concerns_words
from funding.dashboards.ratios_charts import squares_words

NARROW, WIDE = "\u202f", "\u00a0"


def plain(words):
    return words.replace(NARROW, " ").replace(WIDE, " ")


def test_the_squares_say_what_each_is_and_how_many_stand_against_one():
    with override("fr"):
        said = plain(squares_words(Decimal(32), "CAD"))
    assert said == (
        "Chaque carré est 1 $ : 32 $ vont à des projets commerciaux quand un seul carré va à la recherche publique."
    )
    with override("en"):
        assert "$3.20 go to commercial projects" in squares_words(Decimal("3.2"), "CAD")


def position(group, stance, *concerns):
    return SimpleNamespace(group=group, stance=stance, concerns=list(concerns))


def test_the_positions_say_who_has_most_concerns_and_whether_those_in_favour_have_some():
    rows = [
        position("Syndicats", "reluctant", "secret", "lourdeur", "coûts"),
        position("Chercheurs", "favourable", "délais"),
        position("Industrie", "favourable"),
    ]
    with override("en"):
        said = concerns_words(rows)
        assert said.startswith("The group with the most concerns, 3: Syndicats, “")
        assert said.endswith("Of the groups in favour, 1 of 2 has concerns too.")
        assert "in favour" not in concerns_words(rows[:1])


def test_the_boards_say_which_body_pays_most_often():
    with override("fr"):
        assert (
            plain(most_words("CEC", 7, 18))
            == "L’organisme qui paie le plus souvent est CEC : 7 des 18 constats avec un siège."
        )
