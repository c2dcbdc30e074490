"""What a reviewer says of a name: the same, not the same, or new; of a body or of a person.

In: the buttons of a form. Out: a Judgement that counts for this import and the next ones, and the sentence that says it.
"""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from funding.choices import Verdict
from funding.imports.models import Mention
from funding.imports.resolve import judge
from projects.choices import OrganizationKind
from projects.models import Organization, Person
from projects.numbers import asked_number


def decide(mention: Mention, said: QueryDict, user: Any) -> str:
    """Write down what the form says: `same` or `not_same` with an id of the same register, else « new » with a `kind`."""
    for verdict in (Verdict.SAME, Verdict.NOT_SAME):
        if verdict in said:
            return about_a_known_one(mention, verdict, said.get(verdict, ""), user)
    register, words = mention.batch.register, {"name": mention.name}
    if mention.is_person:
        judge(register, mention.name, Verdict.NEW, user, is_person=True)
        return gettext("“%(name)s” will be a new person.") % words
    kind = said.get("kind", "")
    kind = kind if kind in OrganizationKind.values else OrganizationKind.OTHER
    judge(register, mention.name, Verdict.NEW, user, kind=kind)
    return gettext("“%(name)s” will be a new organization.") % words


def about_a_known_one(mention: Mention, verdict: Verdict, chosen: str, user: Any) -> str:
    """The name is, or is not, this body or person of the register; Http404 where there is none with the id."""
    register, pk = mention.batch.register, asked_number(chosen)
    words = {"name": mention.name}
    if mention.is_person:
        person = get_object_or_404(Person.objects.filter(register=register), pk=pk)
        judge(register, mention.name, verdict, user, person=person)
        words["body"] = person.name
        same = gettext("“%(name)s” is the same person as “%(body)s”.")
    else:
        body = get_object_or_404(Organization.objects.filter(register=register), pk=pk)
        judge(register, mention.name, verdict, user, organization=body)
        words["body"] = body.name
        same = gettext("“%(name)s” is the same body as “%(body)s”.")
    return (same if verdict == Verdict.SAME else gettext("“%(name)s” is not “%(body)s”.")) % words
