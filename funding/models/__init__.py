"""The money, and how we know: sources, evidence, programmes, awards, contributions, reported figures, releases.

The models of a file on its way in are in `funding.imports.models`.
"""

from funding.corrections.models import Correction, CorrectionContact
from funding.findings.models import Finding, FindingEdge, FindingLook
from funding.imports.models import Import, Judgement, Mention, ReadingProfile, RowEffect, StagedRow
from funding.models.awards import Award, AwardParty, AwardYear
from funding.models.evidence import FACTS, Evidence, EvidenceNumber, exactly_one_fact
from funding.models.lines import AwardLine
from funding.models.money import Money, amount_goes_with_status
from funding.models.programmes import Programme, ProgrammeParty
from funding.models.releases import Release, Withdrawal
from funding.models.reported import Contribution, ReportedFigure
from funding.models.sources import AccessRequest, Source
from funding.release_work.models import ReleaseWork
