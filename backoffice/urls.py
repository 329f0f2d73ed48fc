"""Every address of the back office: each screen area lists its own."""

from importlib import import_module

from django.urls import include, path

AREAS = ("home", "queue", "cases", "examining", "papers", "history", "approving", "staff", "audit", "recognition")

urlpatterns = [
    *(address for area in AREAS for address in import_module(f"backoffice.views.{area}").urls),
    path("account/", include("allauth.account.urls")),
]
