"""What visitors ask first of a register is worked out before the first of them comes: the figures of the home page, and the
answers to all questions.

In: a register. Out: nothing; the answers are kept (`projects.kept`) until its data change, and where they are kept already
nothing is done. While an edition is due nothing is done either: the answers will be asked of the edition.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import override

from funding.question_views import cards_of
from funding.releases import unreleased
from portal.story import story
from projects.models import Register


def answer_before_asked() -> None:
    """Every register whose newest edition has all its data, in each language."""
    due = {register.pk for register in unreleased()}
    for register in Register.objects.exclude(pk__in=due).order_by("pk"):
        for language, _name in settings.LANGUAGES:
            with override(language):
                work_out(register)


def work_out(register: Register) -> None:
    request = HttpRequest()
    request.register = register  # type: ignore[attr-defined]
    story(register)
    cards_of(request, register)
