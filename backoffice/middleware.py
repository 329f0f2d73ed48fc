"""Looking never changes anything; the longest day ends; everybody reads in their own language."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import connection, transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from backoffice.staff import clock

LONGEST_SESSION = timedelta(hours=10)
READING = ("GET", "HEAD", "OPTIONS")


def read_only_when_looking(get_response):
    """Runs every GET in a read-only transaction; what must be remembered about looking has its own connection."""

    def handle(request):
        if request.method not in READING:
            return get_response(request)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            response = get_response(request)
            transaction.set_rollback(True)
        return response

    return handle


def longest_session(get_response):
    """Signs people out after the longest session, whatever they do; idle sessions end by their cookie."""

    def handle(request):
        if request.user.is_authenticated:
            began = request.session.setdefault("began_at", clock.now().timestamp())
            if clock.now().timestamp() - began > LONGEST_SESSION.total_seconds():
                logout(request)
                messages.info(request, _("You were signed out after ten hours. Sign in again to go on."))
        return get_response(request)

    return handle


def own_password_first(get_response):
    """Somebody who was given a one-time password chooses their own before anything else."""

    def handle(request):
        if request.user.is_authenticated and request.user.must_change_password:
            allowed = (reverse("account_change_password"), reverse("account_logout"), reverse("set_language"))
            if request.path not in allowed and not request.path.startswith(settings.STATIC_URL):
                return redirect("account_change_password")
        return get_response(request)

    return handle


def own_language(get_response):
    """Speaks the signed-in person's language; others get the browser's or the cookie's."""

    def handle(request):
        if not request.user.is_authenticated:
            return get_response(request)
        with translation.override(request.user.language):
            request.LANGUAGE_CODE = request.user.language
            return get_response(request)

    return handle
