"""The French catalogue: `portal/locale/fr/LC_MESSAGES/django.po` in, the compiled `.mo` that Django reads out.

Babel compiles it, so that no machine needs gettext's programs. It is done again only when the text has changed.
"""

import os

from django.conf import settings


def compile_catalogue() -> None:
    """Write each catalogue's `.mo` beside it where it is missing or older than its text."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for folder in settings.LOCALE_PATHS:
        for text in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            compiled = text.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime:
                continue
            with text.open("rb") as lines:
                catalogue = read_po(lines, locale=text.parent.parent.name)
            part = compiled.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as output:
                write_mo(output, catalogue)
            part.replace(compiled)
