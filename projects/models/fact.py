"""What every public statement of the register shares: its register, its key, and whether it is shown."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.registers import Register
from projects.querysets import FactQuerySet


class Fact(models.Model):
    """What the register states. The database refuses a published fact that has no evidence (funding/migrations)."""

    # The unique (register, key) is the index by register.
    # Keys that every row of an import has are checked once for each statement (funding/migrations/0003): where a model
    # says db_constraint=False, PostgreSQL holds them all the same.
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, verbose_name=_("register"), db_index=False, db_constraint=False
    )
    key = models.CharField(_("public key"), max_length=100)
    published = models.BooleanField(_("published"), default=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="%(app_label)s_%(class)s_key"),
            models.CheckConstraint(condition=~Q(key=""), name="%(app_label)s_%(class)s_has_key"),
        ]

    page: ClassVar[str] = ""

    def get_absolute_url(self) -> str:
        """The fact's own page; only facts whose model says `page` have one."""
        return self.register.address(self.page, self.key)
