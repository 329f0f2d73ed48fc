"""The forms of bank accounts and of a returned payment."""

from django import forms
from django.utils.translation import gettext_lazy

from .fields import CodeField, ReasonField


class Account(forms.Form):
    """An account as the person names it. The number is never shown again."""

    bank_code = forms.CharField(label=gettext_lazy("Bank code"), max_length=3,
                                help_text=gettext_lazy("The bank's three digits, for example 004"))
    number = forms.CharField(label=gettext_lazy("Account number"), max_length=26,
                             help_text=gettext_lazy("With or without hyphens; from now on only its last digits are shown"),
                             widget=forms.TextInput(attrs={"autocomplete": "off"}))


class AnotherAccount(Account):
    reason = ReasonField(label=gettext_lazy("Why the account changes"), max_length=200)


class Settle(forms.Form):
    """The second person's word on a changed account."""

    verdict = CodeField(lambda: [("confirm", gettext_lazy("Confirm: pay to this account from now on")),
                                 ("refuse", gettext_lazy("Refuse: the account in use stays"))],
                        label=gettext_lazy("Decision"), radios=True)
    reason = ReasonField(label=gettext_lazy("Why it is refused"), required=False)


class Reissue(forms.Form):
    """Where a returned payment is sent again."""

    account = forms.ChoiceField(label=gettext_lazy("To which account"))
    reason = ReasonField(label=gettext_lazy("Why it is sent there (needed for the account that the bank returned)"),
                         required=False)

    def __init__(self, *args, accounts, **options) -> None:
        super().__init__(*args, **options)
        self.accounts = {str(account.pk): account for account in accounts}
        self.fields["account"].choices = [(pk, f"{a.bank_code} {a.masked}") for pk, a in self.accounts.items()]
