from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.apps import apps as every_app
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from projects.reading import hide_what_is_not_public
from projects.tally import reads_by


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = _("The money, and how we know")

    def ready(self) -> None:
        post_migrate.connect(keep_groups, sender=self)
        reads_by(lambda register: import_module("funding.columnar").fast(register))
        # Projects know nothing of the questions that count them.
        found = import_module("funding.filters"), import_module("funding.questions.behind")
        ProjectFilter = import_module("projects.filters").ProjectFilter
        ProjectFilter.rows_behind = staticmethod(found[0].projects_of_number)
        ProjectFilter.told_number = staticmethod(found[1].told_projects)
        hide_what_is_not_public([*every_app.get_app_config("projects").get_models(), *self.get_models()])


def keep_groups(**_kwargs: Any) -> None:
    """The groups of the staff are there after each migration, and after a database was emptied."""
    import_module("funding.migrations.0006_groups").make_groups(every_app, None)
