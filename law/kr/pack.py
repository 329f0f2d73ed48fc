"""Korea's pack: its legal decisions. Each says in its own module which day picks its law."""

from __future__ import annotations

from law.kr import (
    appeals,
    attendance,
    certification,
    job_seeking,
    procedure,
    recipient_types,
    recognition_days,
    waiting,
)
from law.pack import Pack, by_name

PACK = Pack(
    name="kr",
    currency="KRW",
    locale="ko",
    decisions=by_name(
        job_seeking.DECISION,
        waiting.DECISION,
        recognition_days.DECISION,
        attendance.DECISION,
        certification.DECISION,
        recipient_types.DECISION,
        procedure.DECISION,
        appeals.DECISION,
    ),
)
