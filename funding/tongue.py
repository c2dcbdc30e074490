"""Which language a text of a record is in: it may be another one than that of the page that prints it (WCAG 3.1.2).

In: a record, its evidence at hand where a page shows it, and one of its texts. Out: « fr » or « en »; empty where the text is
the same in both; also where nothing tells.
"""

import re
from functools import lru_cache
from typing import Any

FRENCH = re.compile(
    r"\b(?:au|aux|dans|de|des|du|en|est|et|la|le|les|par|pour|sur|un|une)\b|\b[dlnqs][’']|[àâçèéêëîïôœùû]", re.I
)
ENGLISH = re.compile(r"\b(?:and|by|for|from|in|into|is|of|on|the|to|with)\b", re.I)
# Texts that a record has in each language, by the name of the field.
TWICE = ("name", "title", "label", "description")


def language_of(record: Any, text: str) -> str:
    """What is told twice says its language itself; all else is in the language of the document that proves it. Where none is
    at hand, the small words of the text tell."""
    if language := getattr(record, "language", ""):
        return str(language)
    for field in TWICE:
        english = getattr(record, f"{field}_en", "")
        french = getattr(record, f"{field}_fr", "") or getattr(record, field, "")
        if english and text in (english, french):
            return "" if english == french else "en" if text == english else "fr"
    pieces = getattr(record, "pieces", None)
    if pieces is None:
        pieces = getattr(record, "_prefetched_objects_cache", {}).get("evidence") or []
    return next((str(piece.source.language) for piece in pieces), "") or told_by_words(text)


@lru_cache(4_000)
def told_by_words(text: str) -> str:
    """The language that a text has more small words, or letters, of; empty where it has as many of each."""
    french, english = len(FRENCH.findall(text)), len(ENGLISH.findall(text))
    return "fr" if french > english else "en" if english > french else ""
