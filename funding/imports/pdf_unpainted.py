"""Letters that a page of a PDF holds and never paints: without ink (ISO 32000-1 § 9.3.6), or on a layer that is off (§ 8.11).

Comes in: a page of pdfplumber. Goes out: the numbers of those among its characters. Nearly no page has any: only where the
words that would make one stand in the page is it gone through once more.
"""

import re
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1

WITHOUT_INK = re.compile(rb"(?<![\d.])[37]\s+Tr\b")
MODES = (3, 7)


def unpainted(page: Any) -> tuple[set[int], set[int]]:
    """(characters without ink, those on layers that are off)."""
    off = _layers_off(page.pdf.doc.catalog)
    if not off and not _may_be_without_ink(page.page_obj.resources, page.page_obj.contents):
        return set(), set()
    device = _Device(page.pdf.rsrcmgr)
    _Interpreter(page.pdf.rsrcmgr, device).of(off).process_page(page.page_obj)
    return device.without_ink, device.off


def _may_be_without_ink(resources: Any, contents: Any) -> bool:
    streams = [resolve1(one) for one in contents]
    figures = map(resolve1, (resolve1((resolve1(resources) or {}).get("XObject")) or {}).values())
    streams += [one for one in figures if getattr(one.get("Subtype"), "name", "") == "Form"]
    return any(WITHOUT_INK.search(one.get_data()) for one in streams if hasattr(one, "get_data"))


def _layers_off(catalogue: Any) -> set[int]:
    """The numbers of the objects of layers that are not shown when the file is opened."""
    layers = resolve1(catalogue.get("OCProperties")) or {}
    default = resolve1(layers.get("D")) or {}
    off = _numbers(default.get("OFF"))
    if getattr(resolve1(default.get("BaseState")), "name", "") == "OFF":
        off |= _numbers(layers.get("OCGs")) - _numbers(default.get("ON"))
    return off


def _numbers(references: Any) -> set[int]:
    return {one.objid for one in resolve1(references) or () if isinstance(one, PDFObjRef)}


class _Device(PDFPageAggregator):
    """Counts characters, as pdfplumber does."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self.without_ink: set[int] = set()
        self.off: set[int] = set()
        self.layers: list[bool] = []
        self.number = 0
        self.mode = 0

    def render_string(self, textstate: Any, *rest: Any) -> None:
        self.mode = textstate.render
        super().render_string(textstate, *rest)

    def render_char(self, *given: Any, **named: Any) -> float:
        if self.mode in MODES:
            self.without_ink.add(self.number)
        if any(self.layers):
            self.off.add(self.number)
        self.number += 1
        return super().render_char(*given, **named)


class _Interpreter(PDFPageInterpreter):
    device: _Device
    hidden: frozenset[int] = frozenset()

    def of(self, hidden: set[int]) -> "_Interpreter":
        self.hidden = frozenset(hidden)
        return self

    def subinterp(self) -> "_Interpreter":
        return type(self)(self.rsrcmgr, self.device).of(set(self.hidden))

    def do_BDC(self, tag: Any, props: Any) -> None:
        if getattr(tag, "name", "") == "OC":
            named = resolve1(self.resources.get("Properties")) or {}
            self.device.layers.append(self._is_off(named.get(getattr(props, "name", ""))))
        else:
            self.device.layers.append(False)

    def do_BMC(self, tag: Any) -> None:
        self.device.layers.append(False)

    def do_EMC(self) -> None:
        if self.device.layers:
            self.device.layers.pop()

    def do_Do(self, xobjid_arg: Any) -> None:
        figure = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", "")))
        self.device.layers.append(self._is_off(figure.get("OC")) if hasattr(figure, "get") else False)
        super().do_Do(xobjid_arg)
        self.device.layers.pop()

    def _is_off(self, layer: Any) -> bool:
        if isinstance(layer, PDFObjRef) and layer.objid in self.hidden:
            return True
        groups = (resolve1(layer) or {}).get("OCGs") if layer else None
        numbers = _numbers(groups if isinstance(groups, list) else [groups])
        return bool(numbers) and numbers <= self.hidden
