"""Projects, the uses they have, who takes part in them, and positions on the law."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.choices import EntryType, Link, ParticipationRole, ProjectStage, ProjectStatus, Stance
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models.fact import Fact
from projects.models.fields import folded, in_order, one_of, stems, trigram
from projects.models.organizations import Organization
from projects.models.uses import UseDomain, UseType
from projects.querysets import ProjectQuerySet


@tracked
class Project(Fact):
    """What the money is for."""

    title = models.CharField(_("title"), max_length=400)
    title_en = models.CharField(_("title in English"), max_length=400, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    entry_type = models.CharField(_("entry"), max_length=12, choices=EntryType, default=EntryType.PROJECT)
    stage = models.CharField(_("stage"), max_length=18, choices=ProjectStage, default=ProjectStage.UNKNOWN)
    status = models.CharField(_("status"), max_length=12, choices=ProjectStatus, default=ProjectStatus.UNKNOWN)
    status_date = PartialDateField(_("status on"))
    outcome = models.TextField(_("outcome"), blank=True)
    deployed = models.CharField(_("deployed"), max_length=16, choices=Link, default=Link.UNKNOWN)
    health_link = models.CharField(_("link with health"), max_length=16, choices=Link, default=Link.UNKNOWN)
    ai_link = models.CharField(
        _("link with artificial intelligence"), max_length=16, choices=Link, default=Link.UNKNOWN
    )
    region = models.CharField(_("region"), max_length=80, blank=True)
    started = PartialDateField(_("started"))
    ended = PartialDateField(_("ended"))
    count_of_projects = models.PositiveIntegerField(_("projects in this line"), default=1)
    use_types = models.ManyToManyField(UseType, through="ProjectUseType", related_name="projects")
    use_domains = models.ManyToManyField(UseDomain, through="ProjectUseDomain", related_name="projects")
    folded = folded("title")

    objects = ProjectQuerySet.as_manager()
    page: ClassVar[str] = "project"

    class Meta(Fact.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["folded", "id"]
        indexes = [
            trigram("folded", "project_folded_trigram"),
            stems("project_stems", "folded", "title_en", "summary", "outcome"),
            models.Index(fields=["register", "folded", "id"], name="project_by_title"),
            models.Index(fields=["register", "stage"], name="project_by_stage"),
            models.Index(fields=["register", "status"], name="project_by_status"),
        ]
        constraints = [
            *Fact.Meta.constraints,
            one_of("entry_type", EntryType, "project_entry_type_known"),
            one_of("stage", ProjectStage, "project_stage_known"),
            one_of("status", ProjectStatus, "project_status_known"),
            one_of("deployed", Link, "project_deployed_known"),
            one_of("health_link", Link, "project_health_link_known"),
            one_of("ai_link", Link, "project_ai_link_known"),
            in_order("started", "ended", "project_in_order"),
            models.CheckConstraint(condition=~Q(title=""), name="project_has_title"),
            models.CheckConstraint(condition=Q(count_of_projects__gte=1), name="project_counts_one_or_more"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        return self.title_en if self.title_en and get_language() == "en" else self.title


@tracked
class ProjectUseType(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, db_constraint=False)
    use_type = models.ForeignKey(UseType, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "use_type"], name="project_use_type_once")]


@tracked
class ProjectUseDomain(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, db_constraint=False)
    use_domain = models.ForeignKey(UseDomain, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "use_domain"], name="project_use_domain_once")]


@tracked
class Participation(Fact):
    """An organization takes part in a project, in a role; that says nothing of money."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participations", db_constraint=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="participations", db_constraint=False)
    role = models.CharField(_("role"), max_length=16, choices=ParticipationRole, default=ParticipationRole.PARTICIPANT)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["project", "role", "id"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("role", ParticipationRole, "participation_role_known"),
            models.UniqueConstraint(fields=["project", "organization", "role"], name="participation_once"),
        ]


@tracked
class Position(Fact):
    """A group's stand on a law and its concerns (Tableau 5)."""

    group = models.CharField(_("group"), max_length=200)
    law = models.CharField(_("law"), max_length=200)
    stance = models.CharField(_("position"), max_length=12, choices=Stance)
    concerns = ArrayField(models.CharField(max_length=300), verbose_name=_("concerns"), default=list)
    date = PartialDateField(_("date"))

    class Meta(Fact.Meta):
        verbose_name = _("position on a law")
        verbose_name_plural = _("positions on laws")
        ordering = ["stance", "id"]
        constraints = [*Fact.Meta.constraints, one_of("stance", Stance, "position_stance_known")]

    def __str__(self) -> str:
        return self.group
