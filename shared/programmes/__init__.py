"""Recognition programmes: their definitions, and the completeness check that rests on them."""

from shared.programmes.after import After, CertificateKind, RevocationClocks, Validity
from shared.programmes.catalogue import Programmes
from shared.programmes.check import check
from shared.programmes.dossier import Dossier, MaterialFacts, Verdict
from shared.programmes.errors import (
    Problem,
    ProgrammeInvalid,
    UnknownItem,
    UnknownProgramme,
    UnknownReason,
    UnknownRound,
)
from shared.programmes.form import AnswerField
from shared.programmes.industry import SECTIONS, Section, UnknownIndustry, industry_code, section_of
from shared.programmes.loader import load_file
from shared.programmes.materials import FileKind, Material
from shared.programmes.measures import ExternalFigure, Measure
from shared.programmes.model import Programme
from shared.programmes.path import Milestone, Path, Place, Stage
from shared.programmes.published_lock import PublishedLock
from shared.programmes.reasons import Reason, ReasonScope
from shared.programmes.report import Finding, Gap, Report, Status
from shared.programmes.requirements import Requirement
from shared.programmes.rounds import Round
from shared.programmes.strict import Bilingual, Named

__all__ = [
    "SECTIONS",
    "After",
    "AnswerField",
    "Bilingual",
    "CertificateKind",
    "Dossier",
    "ExternalFigure",
    "FileKind",
    "Finding",
    "Gap",
    "Material",
    "MaterialFacts",
    "Measure",
    "Milestone",
    "Named",
    "Path",
    "Place",
    "Problem",
    "Programme",
    "ProgrammeInvalid",
    "Programmes",
    "PublishedLock",
    "Reason",
    "ReasonScope",
    "Report",
    "Requirement",
    "RevocationClocks",
    "Round",
    "Section",
    "Stage",
    "Status",
    "UnknownIndustry",
    "UnknownItem",
    "UnknownProgramme",
    "UnknownReason",
    "UnknownRound",
    "Validity",
    "Verdict",
    "check",
    "industry_code",
    "load_file",
    "section_of",
]
