"""Every address of the back office: each screen area lists its own."""

from importlib import import_module

from allauth.account import views as account
from django.urls import path

AREAS = ("home", "queue", "search", "counter", "registers", "imports", "cases", "wages", "examining", "papers", "history",
         "approving", "staff", "audit", "recognition", "payments", "accounts")

urlpatterns = [
    *(address for area in AREAS for address in import_module(f"backoffice.views.{area}").urls),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/password/", account.password_change, name="account_change_password"),
]
