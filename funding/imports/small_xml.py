"""Small parts of a workbook's XML, without entities.

Comes in: the bytes of a part. Goes out: its elements with their attributes. A declaration of an entity is a ValueError.
"""

from collections.abc import Iterator
from xml.parsers import expat


def entity_free_parser() -> expat.XMLParserType:
    """A parser that refuses any declaration of an entity."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("entity declaration")

    parser.EntityDeclHandler = refuse
    return parser


def elements(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """(name without prefix, attributes) of each element of a small part."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = entity_free_parser()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(":")[2], attributes))
    parser.Parse(data, True)
    return iter(found)
