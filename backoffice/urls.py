"""Every address of the back office: each screen area lists its own."""

from importlib import import_module

from allauth.account import views as account
from django.http import HttpResponse
from django.urls import path

AREAS = ("home", "queue", "search", "cases", "examining", "papers", "history", "approving", "staff", "audit", "recognition",
         "payments", "accounts")

_COMING = [("counter/", "counter"), ("registers/", "registers"), ("payments/", "payments"), ("recognition/", "recognition"),
           ("claims/<str:number>/wages/", "case_wages"), ("claims/<str:number>/payments/", "case_payments"),
           ("claims/<str:number>/certifications/", "case_certifications")]  # lead: goes once the areas are all here

_NAMES = {address.name for area in AREAS for address in import_module(f"backoffice.views.{area}").urls}

urlpatterns = [
    *(address for area in AREAS for address in import_module(f"backoffice.views.{area}").urls),
    *(path(route, lambda request, number="": HttpResponse(), name=name) for route, name in reversed(_COMING)
      if name not in _NAMES),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/password/", account.password_change, name="account_change_password"),
]
