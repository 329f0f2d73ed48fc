"""The nouns: claim, determination, certification, payment, ledger, letter."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    label = "claims"
