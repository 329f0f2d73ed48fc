"""The record of looking, in the reader's words: on which page, and what was shown there."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

PAGES = {
    "account_change": gettext_noop("Propose another bank account"),
    "account_enter": gettext_noop("Enter the bank account"),
    "account_settle": gettext_noop("Confirm or refuse a changed account"),
    "approval": gettext_noop("Approval"),
    "approvals": gettext_noop("Approvals"),
    "audit": gettext_noop("Audit"),
    "bank_answer_read": gettext_noop("The bank's answer"),
    "batch": gettext_noop("Payment run"),
    "batch_act": gettext_noop("What can be done with the run"),
    "batch_build": gettext_noop("Build the payment run"),
    "batch_file": gettext_noop("File for the bank"),
    "case": gettext_noop("Case"),
    "case_certifications": gettext_noop("Rounds"),
    "case_conditions": gettext_noop("Conditions"),
    "case_documents": gettext_noop("Documents"),
    "case_history": gettext_noop("History"),
    "case_letters": gettext_noop("Letters"),
    "case_payments": gettext_noop("Payments"),
    "case_wages": gettext_noop("Wages and insurance"),
    "certification": gettext_noop("Round"),
    "certification_miss": gettext_noop("Record the day as missed"),
    "certification_move": gettext_noop("Move the recognition day"),
    "certification_report": gettext_noop("Take the report"),
    "correct": gettext_noop("Correct the decision"),
    "correct_certificate": gettext_noop("Correct the separation certificate"),
    "correct_status": gettext_noop("Correct insured status"),
    "counter": gettext_noop("Counter"),
    "document": gettext_noop("Document"),
    "draft": gettext_noop("Draft the determination"),
    "hold": gettext_noop("Put on hold"),
    "home": gettext_noop("Today"),
    "import": gettext_noop("Import a file"),
    "letter": gettext_noop("Letter"),
    "letter_preview": gettext_noop("Letter before it is sent"),
    "override": gettext_noop("Set a finding by hand"),
    "payment_reissue": gettext_noop("Pay again after a return"),
    "payments": gettext_noop("Payments"),
    "payments_returned": gettext_noop("Returned payments"),
    "person": gettext_noop("Person in the register"),
    "point": gettext_noop("Clear the point"),
    "queue": gettext_noop("Queue"),
    "raise_point": gettext_noop("Raise the point"),
    "reassign": gettext_noop("Give the case"),
    "receive_document": gettext_noop("Add a document"),
    "recognition": gettext_noop("Recognition"),
    "recommend": gettext_noop("Recommend"),
    "record_certificate": gettext_noop("Record a separation certificate"),
    "record_death": gettext_noop("Record a death"),
    "record_status": gettext_noop("Record insured status"),
    "registers": gettext_noop("Registers"),
    "request_documents": gettext_noop("Ask for documents"),
    "restate": gettext_noop("Change the answers"),
    "reveal": gettext_noop("Show the whole resident number"),
    "search": gettext_noop("Search"),
    "wake": gettext_noop("End the hold"),
    "withdraw": gettext_noop("Withdraw the claim"),
}
SHOWN = {
    "case": gettext_noop("Case"),
    "document": gettext_noop("Document"),
    "file": gettext_noop("File"),
    "letter": gettext_noop("Letter"),
    "list": gettext_noop("List"),
    "person": gettext_noop("Person in the register"),
    "resident number": gettext_noop("Resident number"),
    "round": gettext_noop("Round"),
}


def page_word(page: str) -> str:
    """The page somebody looked at."""
    return _(PAGES[page]) if page in PAGES else page


def shown_word(what: str) -> str:
    """What the page showed: `round 3` is "Round 3"."""
    kind, _space, which = what.partition(" ")
    if what in SHOWN or kind not in SHOWN:
        return _(SHOWN[what]) if what in SHOWN else what
    return f"{_(SHOWN[kind])} {which}"
