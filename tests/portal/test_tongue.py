"""Text of a source has its language where the page has another one (WCAG 3.1.2), in each language of the site."""

import re

import pytest

from funding.models import ReportedFigure
from funding.tongue import language_of, told_by_words
from tests import factories as make

pytestmark = pytest.mark.django_db


def fact(made, language, **said):
    """The fact, proved by a document in this language alone."""
    titles = {"fr": "Réponse du ministère", "en": "Answer of the department"}
    made.evidence.update(source=make.source(made.register, titles[language], language=language), **said)
    return made


def marked(client, address, text):
    """The language with which the page prints the text, each time."""
    page = re.sub(
        r"<(script|style|title|pre)\b.*?</\1>|<meta[^>]*>|<option.*?</option>",
        "",
        client.get(address).content.decode(),
        flags=re.DOTALL,
    )
    assert text in page, address
    found, open_tags = set(), []
    for tag, words in re.findall(r"<([^>]*)>([^<]*)", page):
        name = tag.split()[0].rstrip("/") if tag.split() else ""
        if tag.startswith("/"):
            while open_tags and open_tags.pop()[0] != tag[1:].strip():
                pass
        elif not tag.endswith("/") and name not in ("meta", "link", "br", "input", "img", "hr", "!doctype", "!--"):
            open_tags.append((name, (re.search(r'\blang="(\w+)"', tag) or ["", ""])[1]))
        if text in words:
            found.add(next((tongue for _name, tongue in reversed(open_tags) if tongue), ""))
    return found


def test_texts_of_sources_have_their_language_in_pages_of_the_other(client):
    register = make.register()
    body = make.ministry(register, "Ministère de la Santé")
    person = make.person(register, "Ada")
    project = fact(make.project(register, "Outil zélé", summary="Un outil zélé", outcome="Rien du tout"), "fr")
    english = fact(make.project(register, "A keen tool", key="keen", summary="Nothing else"), "en")
    award = make.award(
        register,
        "5",
        key="a-1",
        title="Aide zélée",
        payers=[body],
        project=project,
        description="Description zélée",
        note="Note zélée",
        period_text="au printemps",
        recipient_text="plusieurs firmes",
    )
    fact(award, "fr", quote="Mot à mot", place="Annexe zélée")
    fact(make.seat(body, person, role="présidente zélée"), "fr")
    in_words = make.award(
        register,
        key="a-2",
        title="Vagues millions",
        payers=[body],
        amount_status="in_words",
        amount_text="plusieurs millions",
        amount=None,
    )
    fact(in_words, "fr")
    for text, address in (
        ("Outil zélé", f"projects/{project.key}/"),
        ("Un outil zélé", f"projects/{project.key}/"),
        ("Rien du tout", f"projects/{project.key}/"),
        ("Outil zélé", "projects/"),
        ("Outil zélé", "search/?q=rien"),
        ("Aide zélée", "awards/a-1/"),
        ("Description zélée", "awards/a-1/"),
        ("Note zélée", "awards/a-1/"),
        ("au printemps", "awards/a-1/"),
        ("plusieurs firmes", "awards/a-1/"),
        ("Annexe zélée", "awards/a-1/"),
        ("Mot à mot", "awards/a-1/"),
        ("Aide zélée", "awards/"),
        ("plusieurs millions", "awards/"),
        ("Ministère de la Santé", "organizations/"),
        ("Aide zélée", f"organizations/{body.key}/"),
        ("présidente zélée", f"organizations/{body.key}/"),
        ("présidente zélée", "people/ada/"),
        ("Réponse du ministère", "sources/"),
        ("Réponse du ministère", "awards/a-1/"),
    ):  # fmt: skip
        assert marked(client, f"/en/{address}", text) == {"fr"}, (text, address)
        assert marked(client, f"/fr/{address}", text) == {"fr"}, (text, address)
    for text, address in (
        ("A keen tool", "projects/"),
        ("Nothing else", f"projects/{english.key}/"),
        ("Answer of the department", "sources/"),
    ):
        assert marked(client, f"/fr/{address}", text) == {"en"} == marked(client, f"/en/{address}", text), text


def test_what_is_told_twice_says_its_language_and_small_words_tell_where_nothing_is_at_hand():
    both = ReportedFigure(label_fr="Projets", label_en="Projects")
    assert [language_of(both, text) for text in ("Projets", "Projects")] == ["fr", "en"]
    assert language_of(ReportedFigure(label_fr="IVADO", label_en="IVADO"), "IVADO") == ""
    assert [told_by_words(one) for one in ("Fonds de recherche", "School of Health", "Imagia", "Montréal")] == [
        "fr",
        "en",
        "",
        "fr",
    ]
