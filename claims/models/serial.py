"""The serial within a year from which claim numbers are made."""

from django.db import connection, models


class ClaimSerial(models.Model):
    """The last serial given out in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()


def next_serials(year: int, count: int = 1) -> int:
    """Takes `count` serials of a year and returns the last of them; two callers never get the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_claimserial (year, last) VALUES (%s, %s) "
            "ON CONFLICT (year) DO UPDATE SET last = claims_claimserial.last + excluded.last RETURNING last",
            [year, count],
        )
        return cursor.fetchone()[0]
