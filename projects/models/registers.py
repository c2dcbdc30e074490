"""A register, its addresses, and the themes of its scope rule."""

from contextlib import AbstractContextManager, suppress
from contextvars import ContextVar
from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.blocks import holding
from projects.dates import PartialDateField
from projects.models.fields import in_language, in_order

# The number of the edition that a page is of; 0 on the pages of the register as it is now.
EDITION: ContextVar[int] = ContextVar("edition", default=0)


def in_edition(number: int) -> AbstractContextManager[None]:
    """In the block, addresses lead to pages of the edition."""
    return holding(EDITION, number)


class Register(models.Model):
    """A subject under watch. It owns its facts, organizations and sources; nothing crosses."""

    slug = models.SlugField(_("slug"), unique=True)
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    scope_fr = models.TextField(_("scope rule in French"), blank=True)
    scope_en = models.TextField(_("scope rule in English"), blank=True)
    state_of_data = PartialDateField(_("state of the data"))
    period_from = PartialDateField(_("period from"))
    period_to = PartialDateField(_("period to"))
    invented = models.BooleanField(_("invented data"), default=False)
    is_default = models.BooleanField(_("shown first"), default=False)
    data_version = models.PositiveBigIntegerField(_("data version"), default=0, editable=False)
    # Set by the database whenever the data version changes (projects/migrations/0003).
    data_changed_at = models.DateTimeField(_("data changed at"), null=True, editable=False)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="register_one_default"),
            in_order("period_from", "period_to", "register_period_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def scope(self) -> str:
        return in_language(self, "scope")

    def address(self, page: str, *parts: object) -> str:
        """The address of one of its pages; the first register's have no name of a register in them.

        On a page of an edition it is that edition's, where the edition has such a page.
        """
        names, before = ([], []) if self.is_default else (["register"], [self.slug])
        if edition := EDITION.get():
            with suppress(NoReverseMatch):
                return path_of(get_language(), ":".join([*names, "edition", page]), *before, edition, *parts)
        return path_of(get_language(), ":".join([*names, page]), *before, *parts)


# A page has some hundreds of addresses, most of them of the bodies that other pages name too.
@lru_cache(maxsize=20_000)
def path_of(_language: str | None, name: str, *parts: object) -> str:
    """The path of a page in the language that is active."""
    return reverse(name, args=parts)


class ScopeTheme(models.Model):
    """A part of a register's scope rule: a row is in scope where each theme has a word in it (report, chapter 1)."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="scope_themes")
    code = models.SlugField(_("code"), max_length=40)
    name_fr = models.CharField(_("name in French"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    # Each word stands for its inflected forms; one in capitals (« IA ») is an acronym and is met in capitals only.
    words_fr = ArrayField(models.CharField(max_length=80), verbose_name=_("words in French"), default=list)
    words_en = ArrayField(models.CharField(max_length=80), verbose_name=_("words in English"), default=list)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme of the scope rule")
        verbose_name_plural = _("themes of the scope rule")
        ordering = ["register", "position"]
        constraints = [models.UniqueConstraint(fields=["register", "code"], name="scope_theme_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")
