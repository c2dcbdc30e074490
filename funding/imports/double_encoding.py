"""Text that was encoded twice: « MontrÃ©al », « Montr√©al » or « Montr├®al » for « Montréal ».

Comes in: text. Goes out: the text mended, how many passages were, and the first of them as an example. A passage is mended
only where its characters are the bytes of one UTF-8 character that French and English use, as some older encoding shows
them: Windows (cp1252), Macintosh (mac_roman) or DOS (cp850).
"""

import re

# What French and English text holds beside ASCII; a legacy encoding that gives other characters is not the right one.
USUAL = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœùûüúÿÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÑÓÔÖÕØŒÙÛÜÚŸß«»‹›’‘“”„–—…•·€£°ºª§©®™±²³½¼¾µ×÷†‡\u00a0\u202f¿¡´¨"
)
CODECS = ("cp1252", "latin-1", "mac_roman", "cp850")
# The first bytes of what French and English use in UTF-8: U+0080 to U+00FF, U+0152 to U+0178, U+2000 to U+22FF.
FIRST_BYTES = (0xC2, 0xC3, 0xC5, 0xE2)
# Twice is common, three times was seen (« MontrÃƒÂ©al »).
ROUNDS = 3


def _shown(byte: int, codec: str) -> str:
    """The byte as the codec shows it; what cp1252 leaves undefined is shown as itself."""
    return bytes([byte]).decode(codec, "ignore") or chr(byte)


BYTES = {codec: {_shown(byte, codec): byte for byte in range(0x80, 0x100)} for codec in CODECS}
_FIRST = {codec: "".join(_shown(byte, codec) for byte in FIRST_BYTES) for codec in CODECS}
_REST = {codec: "".join(_shown(byte, codec) for byte in range(0x80, 0xC0)) for codec in CODECS}
PATTERNS = {codec: re.compile(f"[{re.escape(_FIRST[codec])}][{re.escape(_REST[codec])}]{{1,2}}") for codec in CODECS}
SUSPECT = re.compile(f"[{re.escape(''.join(_FIRST.values()))}]")
# « à » twice encoded is « Ã » and a no-break space, which many programs make a plain one.
LONE_A = re.compile(r"(?<![^\W\d_])Ã (?=\S)")


def repair_twice_encoded(text: str) -> tuple[str, int, str]:
    """(text, passages mended, the first of them): « MontrÃ©al » → « Montréal »."""
    count, first = 0, ""
    for _ in range(ROUNDS):
        found = 0
        for codec in CODECS:
            text, mended, example = _once(text, codec)
            found, first = found + mended, first or example
        count += found
        if not found:
            break
    if count:
        text, more = LONE_A.subn("à ", text)
        count += more
    return text, count, first


def _once(text: str, codec: str) -> tuple[str, int, str]:
    if not SUSPECT.search(text):
        return text, 0, ""
    count, first = 0, ""

    def mend(match: re.Match[str]) -> str:
        nonlocal count, first
        mended = _character(match[0], codec)
        if mended != match[0]:
            count += 1
            first = first or match.string[max(0, match.start() - 6) : match.end() + 6].split("\n")[0].strip()
        return mended

    return PATTERNS[codec].sub(mend, text), count, first


def _character(text: str, codec: str) -> str:
    """The one character that the beginning of the text encodes, and the rest; the text where it encodes none."""
    raw = bytes(BYTES[codec][character] for character in text)
    for length in range(len(raw), 1, -1):
        try:
            mended = raw[:length].decode("utf-8")
        except UnicodeDecodeError:
            continue
        # The second round of three shows « Ã » and « Â », which are no French but bytes again.
        if len(mended) == 1 and (mended in USUAL or mended in _FIRST[codec]):
            return mended + text[length:]
    return text
