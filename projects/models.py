"""Who and what: organizations, people, seats, projects and what takes part in them.

Every model that states something public is a `Fact`: it belongs to a register, has a key that survives undo and
export, and is shown only once it is published. Evidence for facts is in `funding.models`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, GeneratedField, Q, TextField
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.choices import (
    ControlledBy,
    EntryType,
    EventKind,
    LegalForm,
    Link,
    NameKind,
    OrganizationKind,
    ParticipationRole,
    ProjectStage,
    ProjectStatus,
    SeatKind,
    Sector,
    Stance,
    TieKind,
    UseFamily,
)
from projects.dates import PartialDateField
from projects.history import tracked
from projects.querysets import (
    FactQuerySet,
    OrganizationQuerySet,
    PersonQuerySet,
    ProjectQuerySet,
    SeatQuerySet,
    search_words,
)


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The database refuses a word that is not in the list."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def in_order(first: str, last: str, name: str) -> models.CheckConstraint:
    """The database refuses a period that ends before it begins, as far as partial dates tell."""
    order = Func(F(first), F(last), function="partial_dates_in_order", output_field=models.BooleanField())
    return models.CheckConstraint(condition=order, name=name)


def folded(field: str) -> GeneratedField:
    """The field without capitals, accents and punctuation, stored: what is searched and sorted by."""
    return GeneratedField(
        expression=Func(F(field), function="fold", output_field=TextField()), output_field=TextField(), db_persist=True
    )


def trigram(field: str, name: str) -> GinIndex:
    """An index that finds any part of the text, also with typing errors."""
    return GinIndex(OpClass(F(field), name="gin_trgm_ops"), name=name)


def stems(name: str, *fields: str) -> GinIndex:
    """An index over `search_words`: nothing is stored twice, neither in the row nor in its history."""
    return GinIndex(search_words(*fields), name=name)


def in_language(thing: Any, field: str) -> str:
    """`field_fr` or `field_en`, after the language of the page; the other one where it is empty."""
    french, english = getattr(thing, f"{field}_fr"), getattr(thing, f"{field}_en")
    return (french or english) if (get_language() or "fr").startswith("fr") else (english or french)


# The number of the edition that a page is of; 0 on the pages of the register as it is now.
EDITION: ContextVar[int] = ContextVar("edition", default=0)


@contextmanager
def in_edition(number: int) -> Iterator[None]:
    """In the block, addresses lead to pages of the edition."""
    token = EDITION.set(number)
    try:
        yield
    finally:
        EDITION.reset(token)


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
    # Set by the database whenever the data version changes (projects/migrations/0007).
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
                return reverse(":".join([*names, "edition", page]), args=[*before, edition, *parts])
        return reverse(":".join([*names, page]), args=[*before, *parts])


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


class Fact(models.Model):
    """What the register states. The database refuses a published fact that has no evidence (funding/migrations)."""

    # The unique (register, key) is the index by register.
    register = models.ForeignKey(Register, on_delete=models.PROTECT, verbose_name=_("register"), db_index=False)
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


@tracked
class Organization(Fact):
    """Any body. Funder, intermediary and recipient are roles in an award, never a kind."""

    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganizationKind, default=OrganizationKind.OTHER)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, default=Sector.UNKNOWN)
    legal_form = models.CharField(_("legal form"), max_length=24, choices=LegalForm, default=LegalForm.UNKNOWN)
    controlled_by = models.CharField(
        _("controlled by"), max_length=12, choices=ControlledBy, default=ControlledBy.UNKNOWN
    )
    region = models.CharField(_("region"), max_length=80, blank=True)
    note = models.TextField(_("note"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name=_("same body as")
    )
    folded = folded("name")

    objects = OrganizationQuerySet.as_manager()
    page: ClassVar[str] = "organization"

    class Meta(Fact.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["folded", "id"]
        indexes = [
            trigram("folded", "organization_folded_trigram"),
            stems("organization_stems", "folded", "name_en", "acronym"),
            models.Index(fields=["register", "kind"]),
            models.Index(fields=["register", "sector"], name="organization_by_sector"),
            models.Index(fields=["register", "region"], name="organization_by_region"),
            models.Index(fields=["register", "folded", "id"], name="organization_by_name"),
        ]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", OrganizationKind, "organization_kind_known"),
            one_of("sector", Sector, "organization_sector_known"),
            one_of("legal_form", LegalForm, "organization_legal_form_known"),
            one_of("controlled_by", ControlledBy, "organization_control_known"),
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_name"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="organization_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def short(self) -> str:
        """Its acronym where it has one: for routes, charts and narrow columns."""
        return self.acronym or self.label


class Funder(Organization):
    """An organization that pays at least one award."""

    class Meta:
        proxy = True
        verbose_name = _("funder")
        verbose_name_plural = _("funders")


class Consortium(Organization):
    class Meta:
        proxy = True
        verbose_name = _("consortium")
        verbose_name_plural = _("consortia")


class Establishment(Organization):
    """A care establishment or one of its installations."""

    class Meta:
        proxy = True
        verbose_name = _("care establishment")
        verbose_name_plural = _("care establishments")


@tracked
class OrganizationName(models.Model):
    """A name that a body has or had: former names, acronyms, translations, spellings that a person confirmed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.ALIAS)
    language = models.CharField(_("language"), max_length=2, blank=True)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))
    folded = folded("name")

    class Meta:
        verbose_name = _("name of an organization")
        verbose_name_plural = _("names of organizations")
        ordering = ["organization", "kind", "name"]
        indexes = [trigram("folded", "organization_name_trigram"), stems("organization_name_stems", "folded")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "name", "valid_from"], name="organization_name_once"
            ),
            one_of("kind", NameKind, "organization_name_kind_known"),
            in_order("valid_from", "valid_to", "organization_name_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class OrganizationSector(models.Model):
    """A sector that a body had at another time than today."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="sectors")
    sector = models.CharField(_("sector"), max_length=12, choices=Sector)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))

    class Meta:
        verbose_name = _("earlier sector")
        verbose_name_plural = _("earlier sectors")
        ordering = ["organization", "valid_from"]
        constraints = [
            one_of("sector", Sector, "organization_sector_period_known"),
            in_order("valid_from", "valid_to", "organization_sector_in_order"),
        ]


@tracked
class OrganizationTie(models.Model):
    """A body is part of another, or of a group, for a time."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="ties")
    to = models.ForeignKey(Organization, models.CASCADE, related_name="ties_to")
    kind = models.CharField(_("kind"), max_length=8, choices=TieKind, default=TieKind.PARENT)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))

    class Meta:
        verbose_name = _("tie between organizations")
        verbose_name_plural = _("ties between organizations")
        ordering = ["organization", "kind", "to"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "to", "kind", "valid_from"], name="organization_tie_once"),
            one_of("kind", TieKind, "organization_tie_kind_known"),
            in_order("valid_from", "valid_to", "organization_tie_in_order"),
            models.CheckConstraint(condition=~Q(organization=F("to")), name="organization_tie_not_to_itself"),
        ]


@tracked
class Identifier(models.Model):
    """A number that a public list gave a body. Schemes after org-id.guide: CA-QC-CR the NEQ, CA-CRA_ACR the CRA's."""

    register = models.ForeignKey(Register, models.CASCADE)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=24)
    value = models.CharField(_("value"), max_length=60)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["register", "scheme", "value"], name="identifier_names_one_body"),
            models.CheckConstraint(
                condition=~Q(scheme="CA-QC-CR") | Q(value__regex=r"^[0-9]{10}$"), name="identifier_neq_ten_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


@tracked
class OrganizationEvent(Fact):
    """What became of a body: merger, acquisition (by whom, from where), bankruptcy, listing."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    other = models.ForeignKey(
        Organization,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events_as_other",
        verbose_name=_("with or by"),
    )
    other_place = models.CharField(_("from where"), max_length=80, blank=True)
    date = PartialDateField(_("date"))
    description_fr = models.TextField(_("description in French"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["date", "id"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", EventKind, "organization_event_kind_known"),
            models.CheckConstraint(condition=~Q(organization=F("other")), name="organization_event_with_another"),
        ]

    @property
    def description(self) -> str:
        return in_language(self, "description")


@tracked
class Person(Fact):
    """A person in a public role; nothing else about the person is kept."""

    name = models.CharField(_("name"), max_length=200)
    folded = folded("name")

    objects = PersonQuerySet.as_manager()
    page: ClassVar[str] = "person"

    class Meta(Fact.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["folded", "id"]
        indexes = [
            trigram("folded", "person_folded_trigram"),
            models.Index(fields=["register", "folded", "id"], name="person_by_name"),
        ]
        constraints = [*Fact.Meta.constraints, models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        return self.name


@tracked
class BoardMembership(Fact):
    """A seat: who holds it, on behalf of whom, from when to when. « former » ends it at a date nobody gave."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="seats")
    holder = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="seats_held", verbose_name=_("holder")
    )
    on_behalf_of = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="seats_through_others"
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind, default=SeatKind.BOARD)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))
    former = models.BooleanField(_("former"), default=False)
    note = models.TextField(_("note"), blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("board membership")
        verbose_name_plural = _("board memberships")
        ordering = ["organization", "kind", "id"]
        indexes = [models.Index(fields=["register", "kind"], name="seat_by_kind")]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", SeatKind, "seat_kind_known"),
            in_order("valid_from", "valid_to", "seat_in_order"),
            models.CheckConstraint(
                condition=Q(person=None, holder__isnull=False) | Q(person__isnull=False, holder=None),
                name="seat_has_one_holder",
            ),
            models.CheckConstraint(condition=~Q(on_behalf_of=F("organization")), name="seat_not_on_behalf_of_itself"),
        ]


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
    project = models.ForeignKey(Project, models.CASCADE)
    use_type = models.ForeignKey(UseType, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "use_type"], name="project_use_type_once")]


@tracked
class ProjectUseDomain(models.Model):
    project = models.ForeignKey(Project, models.CASCADE)
    use_domain = models.ForeignKey(UseDomain, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "use_domain"], name="project_use_domain_once")]


@tracked
class Participation(Fact):
    """An organization takes part in a project, in a role; that says nothing of money."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participations")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="participations")
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
