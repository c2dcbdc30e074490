"""French and English complete: no message without French, no words outside translation."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.base import Lexer, TokenType

from tests.portal.messages import TEMPLATES, all_messages

CATALOGUE = settings.BASE_DIR / "portal" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
# Words that are the same in both languages, or that belong to neither: names, units, forms of files.
SAME_EVERYWHERE = {"Babel", "CSV", "XLSX", "SVG", "PNG", "Atom", "BibTeX", "JSON", "HHI", "Gini", "Plotly", "TOTAL"}
# Pages that speak both languages at once: nothing could tell which is meant.
BILINGUAL = {"400.html", "500.html", "away.html"}
# Attributes that people read or hear.
SPOKEN = re.compile(r'\b(?:title|alt|aria-label|placeholder)="([^"{]*[^\W\d_]{2}[^"{]*)"')
LETTERS = re.compile(r"[^\W\d_]{2,}")


def french() -> dict[tuple[str, str], bool]:
    """{(context, message): whether it has a French text for each of its forms}."""
    with CATALOGUE.open("rb") as lines:
        catalogue = read_po(lines, locale="fr")
    found = {}
    for message in catalogue:
        name = message.id[0] if isinstance(message.id, tuple) else message.id
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        found[message.context or "", name] = all(texts)
    return found


def test_every_message_has_a_french_text() -> None:
    known, messages = french(), all_messages()
    assert len(messages) > 500
    missing = [
        f"{where}: {one!r}" for (context, one, _many), where in messages.items() if not known.get((context, one))
    ]
    assert not missing, "\n".join(missing)


def test_no_french_text_is_left_of_a_message_that_is_gone() -> None:
    said = {(context, one) for context, one, _many in all_messages()} | {("", "")}
    assert not french().keys() - said


def test_french_keeps_what_python_fills_in() -> None:
    """A text that loses or invents a `%(name)s` would break the page it stands on."""
    with CATALOGUE.open("rb") as lines:
        catalogue = read_po(lines, locale="fr")
    fields = re.compile(r"%\((\w+)\)[sd]")
    wrong = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = set(fields.findall(" ".join(ids)))
        wrong += [text for text in texts if not set(fields.findall(text)) <= allowed]
    assert not wrong, "\n".join(wrong)


def test_french_has_its_spaces() -> None:
    """« : » after a no-break space, « ; ! ? » after a narrow one, quotation marks with theirs inside."""
    ordinary = re.compile(r"(?<=\w)[ ][:;!?»]|«[ ]|(?<=\w)'(?=\w)")
    with CATALOGUE.open("rb") as lines:
        catalogue = read_po(lines, locale="fr")
    texts = [
        text
        for message in catalogue
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]
    assert not [text for text in texts if ordinary.search(text)]


def words_outside(text: str) -> list[str]:
    """The words of a template that stand outside `translate` and `blocktranslate`, in text and in spoken attributes."""
    found, inside, markup = [], False, ""
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            inside = name == "blocktranslate" or (inside and name != "endblocktranslate")
            markup += "{}"
        elif token.token_type == TokenType.TEXT and not inside:
            markup += token.contents
        elif token.token_type == TokenType.VAR:
            markup += "{}"
    markup = re.sub(r"<!--.*?-->|<(script|style|code|pre)\b.*?</\1>", "", markup, flags=re.DOTALL)
    markup = re.sub(r'<(\w+)[^>]*\btranslate="no"[^>]*>.*?</\1>', "", markup, flags=re.DOTALL)
    found += SPOKEN.findall(markup)
    without_tags = re.sub(r"<[^>]*>", " ", markup)
    found += LETTERS.findall(without_tags.replace("&nbsp;", " ").replace("&#160;", " "))
    return [words for words in found if words not in SAME_EVERYWHERE]


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_words_outside_translation(path: Path) -> None:
    if str(path.relative_to(TEMPLATES)) in BILINGUAL:
        assert 'lang="en"' in path.read_text(encoding="utf-8")
        return
    assert words_outside(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p>Bonjour</p>", ["Bonjour"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("<p>{% blocktranslate trimmed %}Hello there{% endblocktranslate %}</p>", []),
        ('<a title="Go there">{{ name }}</a>', ["Go there"]),
        ('<td translate="no">Sous-total</td>', []),
        ('<a href="/x" class="button">{{ name }} · 3</a>', []),
    ],
)
def test_words_outside_translation_are_seen(template: str, expected: list[str]) -> None:
    assert words_outside(template) == expected
