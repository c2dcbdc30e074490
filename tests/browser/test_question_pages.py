"""Every question in a real browser, and the pages of the invented register."""

from collections.abc import Callable, Mapping

import pytest

from tests.browser.pages import QUESTION_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.usefixtures("registers")
def test_every_question_is_sound(look_at: Callable[[Mapping[str, str]], None]) -> None:
    look_at(QUESTION_PAGES)
