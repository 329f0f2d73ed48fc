"""`manage.py worker`: does background jobs until it is told to stop; run as many as wanted, on as many machines."""

import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from workflows import jobs

log = logging.getLogger("worker")


class Command(BaseCommand):
    help = "Does background jobs, the night step of each day among them."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--pause", type=float, default=5.0, help="seconds between looks at the queue")
        parser.add_argument("--once", action="store_true", help="do what waits, then stop")

    def handle(self, *, pause: float, once: bool, **_options) -> None:
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            self._work_off_what_waits(stop)
            if once:
                return
            stop.wait(pause)

    def _work_off_what_waits(self, stop: threading.Event) -> None:
        close_old_connections()
        jobs.request_tonight()
        while not stop.is_set() and (job := jobs.take()):
            try:
                jobs.work_off(job)
            except jobs.LeaseLost:
                log.warning("job %s was taken over by another worker", job.pk)
            except Exception as error:
                log.exception("job %s failed", job.pk)
                jobs.fail(job, type(error).__name__)
