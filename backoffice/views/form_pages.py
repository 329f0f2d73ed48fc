"""A page that is one form: shown, refused with what was typed still there, or done."""

from django.contrib import messages

from backoffice.staff.refusal import Refused

from .pages import show


def form_page(request, template, form, step, *, done="", **context):
    """Shows a form and, when it is posted and right, takes the step, which returns where to go; nothing typed is lost."""
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            going = step(form.cleaned_data)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            if done:
                messages.success(request, done)
            return going
    wrong = bool(refused or (form.is_bound and form.errors))
    return show(request, template, form=form, refused=refused, wrong=wrong, **context)
