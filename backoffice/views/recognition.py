"""Recognition: filled in next."""

from django.http import HttpResponse
from django.urls import path

urls = [path("recognition/", lambda request: HttpResponse(), name="recognition"), path("payments/", lambda request: HttpResponse(), name="payments"),path("counter/", lambda request: HttpResponse(), name="counter"),path("registers/", lambda request: HttpResponse(), name="registers"),
path("claims/<str:number>/wages/", lambda request: HttpResponse(), name="case_wages"),path("claims/<str:number>/certifications/", lambda request: HttpResponse(), name="case_certifications"),path("claims/<str:number>/payments/", lambda request: HttpResponse(), name="case_payments"),]
