"""Invented decisions about the findings of the invented register: published with their reply, dismissed, on their way.

In: the register, its rows written. Out: the same findings for the same register. Nobody replied: the replies are ours.
"""

from datetime import date, timedelta

from funding.findings import decide, look
from funding.findings.models import Finding
from projects.models import Register

REPLIES = (
    "Réponse inventée, pour l’exemple : ce siège est public et figure dans notre rapport annuel.",
    "Réponse inventée, pour l’exemple : notre représentante se retire quand un projet de l’entreprise est discuté.",
    "",
    "Réponse inventée, pour l’exemple : le financement a été choisi par un comité dont nous ne faisons pas partie.",
)
REASON = "Raison inventée, pour l’exemple : le siège est celui d’une autre personne du même nom."
FIRST_DAY = date(2024, 1, 8)
# So many of a rule are decided; the others stay candidates.
OF_EACH_RULE = 12


def draw_findings(register: Register) -> None:
    """Of each rule, by key: six published (one without a reply), two dismissed, two put to those named, two checked."""
    look.look(register)
    for rule in sorted(set(Finding.objects.of(register).values_list("rule", flat=True))):
        found = Finding.objects.of(register).filter(rule=rule).order_by("key")[:OF_EACH_RULE]
        for place, finding in enumerate(found):
            draw_steps(finding, place)


def draw_steps(finding: Finding, place: int) -> None:
    day = FIRST_DAY + timedelta(place)
    if place % 6 == 5:
        decide.dismiss(finding, None, REASON, today=day)
        return
    decide.check(finding, None, today=day)
    if place % 6 == 4:
        return
    decide.seek_reply(finding, None, due=day + timedelta(decide.DAYS_TO_REPLY), today=day)
    if place % 6 == 3:
        return
    reply = REPLIES[place % len(REPLIES)]
    if reply:
        decide.note_reply(finding, None, reply, "Direction (exemple)", today=day + timedelta(9))
    decide.publish(finding, None, today=day + timedelta(decide.DAYS_TO_REPLY + 1))
