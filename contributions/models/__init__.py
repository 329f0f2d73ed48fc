"""The registers: persons, employers, insured status, separation certificates, and the batches they arrive in."""

from .employer import Employer
from .imports import ImportBatch, StagedImport
from .person import Person, PersonKey, Recusal
from .status import InsuredStatus
from .wage import SeparationCertificate, WagePeriod

__all__ = [
    "Employer",
    "ImportBatch",
    "InsuredStatus",
    "Person",
    "PersonKey",
    "Recusal",
    "SeparationCertificate",
    "StagedImport",
    "WagePeriod",
]
