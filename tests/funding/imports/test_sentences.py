"""What the reader says: each sentence in both languages, with the same numbers in it, and none that nothing says."""

import re
import string
from pathlib import Path

import pytest

from funding.imports.sentences import SENTENCES, sentence
from funding.imports.sentences_of_refusals import REFUSALS

HERE = Path(__file__).parent
READER = Path(__file__).parents[3] / "funding" / "imports"


def named(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_say_the_same(code: str) -> None:
    french, english = SENTENCES[code]
    assert named(french) == named(english)
    assert french != english
    filled = dict.fromkeys(named(french), "7")
    for language in ("fr", "en"):
        assert not re.search(r"[{}]|…$", sentence(code, filled, language))


def test_french_is_set_as_french_is() -> None:
    for code in SENTENCES:
        text = sentence(code, dict.fromkeys(named(SENTENCES[code][0]), "7"), "fr")
        assert not re.search(r" [;:!?»]|« ", text), code
        assert "'" not in text, code


def test_a_sentence_agrees_with_what_it_counts() -> None:
    """« 1 page(s) sont des images » is what a machine says."""
    assert sentence("pages-of-pictures", {"count": 1, "pages": [3]}, "fr").startswith("1 page est une image,")
    assert sentence("pages-of-pictures", {"count": 2, "pages": [3, 5]}, "en").startswith("2 pages are pictures,")
    assert "of 3 pages is" in sentence("only-pictures", {"pages": 3}, "en")
    for code, pair in SENTENCES.items():
        assert "(s)" not in "".join(pair), code
        for language, n in (("fr", 1), ("fr", 2), ("en", 1), ("en", 2)):
            text = sentence(code, dict.fromkeys(named(pair[0]), n), language)
            assert not re.search(r"[\[\]|]", text), text


def test_every_sentence_is_said_by_the_reader() -> None:
    code_of = "".join(path.read_text(encoding="utf-8") for path in READER.glob("*.py") if path.name != "sentences.py")
    assert [code for code in SENTENCES if f'"{code}"' not in code_of] == []


def test_every_refusal_is_tested() -> None:
    folders = (HERE, HERE.parents[1] / "corpus")
    tests = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.py"))
    assert [code for code in REFUSALS if f'"{code}"' not in tests] == []
