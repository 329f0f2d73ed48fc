"""Every address of the back office."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.account.urls"))]
