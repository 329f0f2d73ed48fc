"""How django-allauth behaves here: people are appointed, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse


class StaffAccounts(DefaultAccountAdapter):
    """Accounts are made by administrators; a new password is asked for where one was given out."""

    def is_open_for_signup(self, request) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_login_redirect_url(self, request) -> str:
        """A one-time password is changed before anything else."""
        if request.user.must_change_password:
            return reverse("account_change_password")
        return super().get_login_redirect_url(request)
