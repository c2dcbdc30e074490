"""The words and the colours of the page « uses », in the active language."""

from typing import Any

from django.utils.translation import gettext as _

from funding.dashboards.words import count
from projects.choices import UseFamily


def quoted_use(use: Any) -> str:
    return _("“%(words)s”") % {"words": use}


def families_words(families: dict[str, int]) -> str:
    parts = [f"{UseFamily(family).label}{_(': ')}{count(projects)}" for family, projects in families.items()]
    return _("; ").join(parts) + "."


def gaps() -> tuple[tuple[str, str], ...]:
    return (
        (_("A project with several uses."), _("It counts in each of them; types are therefore not added up.")),
        (_("Money that is not known."), _("A project whose awards have no amount is in the counts and in no sum.")),
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Type of use"),
            _("What a project is for, in the typology of the register; older versions are read by their crosswalk."),
        ),
        (
            _("Domain of care"),
            _("The field that the use serves: specialised medicine, primary care, public health, home care …"),
        ),
        (_("Dollars of a use"), _("Current final awards of its projects, in the currency with the most awards.")),
    )
