"""The nouns of a case."""

from .account import BankAccount
from .certification import Certification
from .claim import Claim, Statement
from .debt import Debt
from .determination import Determination, Override
from .document import Document, DocumentRequest
from .ledger import Posting, Transfer
from .letter import Letter
from .moves import LegalMove
from .payment import BankAnswer, Batch, BatchItem, PaidSpan, Payment
from .point import Point
from .serial import ClaimSerial

__all__ = [
    "BankAccount",
    "BankAnswer",
    "Batch",
    "BatchItem",
    "Certification",
    "Claim",
    "ClaimSerial",
    "Debt",
    "Determination",
    "Document",
    "DocumentRequest",
    "LegalMove",
    "Letter",
    "Override",
    "PaidSpan",
    "Payment",
    "Point",
    "Posting",
    "Statement",
    "Transfer",
]
