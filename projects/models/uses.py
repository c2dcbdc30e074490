"""The typology of uses: types by version, and domains of care."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.choices import UseFamily
from projects.models.fields import in_language, one_of
from projects.models.registers import Register


class UseType(models.Model):
    """A type of use of a typology's version; `same_as` is the crosswalk to another version's."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="use_types")
    version = models.CharField(_("version"), max_length=40)
    code = models.SlugField(_("code"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    family = models.CharField(_("family"), max_length=16, choices=UseFamily)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)

    class Meta:
        verbose_name = _("type of use")
        verbose_name_plural = _("types of use")
        ordering = ["register", "version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["register", "version", "code"], name="use_type_once"),
            one_of("family", UseFamily, "use_type_family_known"),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class UseDomain(models.Model):
    """A domain of care that a use serves."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="use_domains")
    code = models.SlugField(_("code"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)

    class Meta:
        verbose_name = _("domain of use")
        verbose_name_plural = _("domains of use")
        ordering = ["register", "position"]
        constraints = [models.UniqueConstraint(fields=["register", "code"], name="use_domain_once")]

    def __str__(self) -> str:
        return in_language(self, "name")
