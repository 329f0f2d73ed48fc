"""States, tasks and acts in the reader's words, with the tone that says how much attention they need."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

TONES = {
    "filed": "information", "held": "warning", "granted": "success", "refused": "gray", "withdrawn": "gray",
    "closed": "gray", "draft": "information", "recommended": "information", "approved": "success",
    "superseded": "gray", "discarded": "gray", "due": "information", "reported": "information",
    "recognised": "success", "missed": "danger", "cancelled": "gray", "scheduled": "information",
    "in_batch": "information", "sent": "information", "paid": "success", "returned": "danger",
    "built": "warning", "released": "information", "settled": "success",
    "proposed": "warning", "active": "success", "replaced": "gray",
}

ACTS = {
    "file": gettext_noop("Filed the claim"),
    "restate": gettext_noop("Took down changed answers"),
    "draft": gettext_noop("Drafted the determination"),
    "clear": gettext_noop("Cleared a point"),
    "raise_by_hand": gettext_noop("Asked for something to be checked"),
    "request_documents": gettext_noop("Asked for documents"),
    "receive_document": gettext_noop("Received a document"),
    "override": gettext_noop("Set a finding by hand"),
    "withdraw_override": gettext_noop("Took a finding set by hand back"),
    "recommend": gettext_noop("Recommended"),
    "approve": gettext_noop("Approved"),
    "send_back": gettext_noop("Sent back"),
    "discard": gettext_noop("Put a draft aside"),
    "withdraw": gettext_noop("Withdrew the claim"),
    "hold": gettext_noop("Put on hold"),
    "wake": gettext_noop("Ended the hold"),
    "take": gettext_noop("Took the task"),
    "give_back": gettext_noop("Gave the task back"),
    "reassign": gettext_noop("Gave the work to somebody else"),
    "deadline_passed": gettext_noop("A deadline passed"),
    "recognition_day_passed": gettext_noop("Nobody reported on the recognition day"),
    "work_seen_in_register": gettext_noop("A new insured status was seen"),
    "report": gettext_noop("Took the report"),
    "recognise": gettext_noop("Recognised unemployment"),
    "move_day": gettext_noop("Moved the recognition day"),
    "miss": gettext_noop("Recorded a missed recognition day"),
    "close": gettext_noop("Closed the claim"),
    "end": gettext_noop("The claim came to its end"),
    "enter_account": gettext_noop("Entered the bank account"),
    "propose_account": gettext_noop("Proposed another bank account"),
    "confirm": gettext_noop("Confirmed the bank account"),
    "refuse": gettext_noop("Refused the change of account"),
    "sent": gettext_noop("Sent to the bank"),
    "paid": gettext_noop("The bank paid"),
    "returned": gettext_noop("The bank returned the payment"),
    "reissue": gettext_noop("Paid again after a return"),
    "build": gettext_noop("Built the payment run"),
    "release": gettext_noop("Released the payment run"),
    "cancel_batch": gettext_noop("Cancelled the payment run"),
    "take_answer": gettext_noop("Took in the bank's answer"),
    "register_person": gettext_noop("Registered the person"),
    "record_employer": gettext_noop("Recorded the workplace"),
    "record_status": gettext_noop("Recorded insured status"),
    "correct_status": gettext_noop("Corrected insured status"),
    "record_certificate": gettext_noop("Recorded the separation certificate"),
    "correct_certificate": gettext_noop("Corrected the separation certificate"),
    "record_death": gettext_noop("Recorded the death"),
    "import_register": gettext_noop("Imported a file into the registers"),
    "found_office": gettext_noop("Founded the office"),
    "appoint": gettext_noop("Gave a role"),
    "end_appointment": gettext_noop("Ended a role"),
    "recuse": gettext_noop("Recorded a recusal"),
    "end_recusal": gettext_noop("Ended a recusal"),
}


def act_word(verb: str) -> str:
    """What was done, in the reader's language."""
    return _(ACTS[verb]) if verb in ACTS else verb.replace("_", " ")


def state_tag(noun) -> dict[str, str]:
    """A noun's state as a tag: {word, tone}."""
    return {"word": str(noun.get_state_display()), "tone": TONES.get(noun.state, "gray")}


def state_word(model, state: str) -> str:
    """The word of a state that a noun had once; empty for none."""
    return str(dict(model._meta.get_field("state").flatchoices).get(state, state))
