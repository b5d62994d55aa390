"""The settings pages of administrators: a list and a form for each section."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.actors import staff
from directory.middleware import ScopedRequest
from directory.seen import is_conflict, save_if_current
from directory.views.sections import PAGES, SECTIONS, Section

ROWS_A_PAGE = 50


def _section(request: ScopedRequest, key: str) -> Section:
    """Return the section `key`, for administrators only."""
    if not request.scope.administers:
        raise PermissionDenied
    if key not in SECTIONS:
        raise Http404
    return SECTIONS[key]


def home(request: ScopedRequest) -> HttpResponse:
    """List the sections, each with how much it holds."""
    if not request.scope.administers:
        raise PermissionDenied
    sections = [(section, section.rows(request.scope).count()) for section in SECTIONS.values()]
    pages = [page for page in PAGES.values() if page.may_open(request.scope)]
    return render(request, "directory/settings.html", {"sections": sections, "pages": pages})


def listing(request: ScopedRequest, key: str) -> HttpResponse:
    """List what the section holds within this administrator's areas."""
    section = _section(request, key)
    page = Paginator(section.rows(request.scope), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row.pk, [(title, cell(row)) for title, cell in section.columns]) for row in page]
    context = {
        "section": section,
        "page": page,
        "rows": rows,
        "may_add": section.may_add(request.scope),
    }
    return render(request, "directory/setting_list.html", context)


def add(request: ScopedRequest, key: str) -> HttpResponse:
    """Add one."""
    section = _section(request, key)
    if not section.may_add(request.scope):
        raise PermissionDenied
    return _fill_in(request, section, None)


def change(request: ScopedRequest, key: str, pk: int) -> HttpResponse:
    """Change one."""
    section = _section(request, key)
    return _fill_in(request, section, get_object_or_404(section.rows(request.scope), pk=pk))


def _fill_in(request: ScopedRequest, section: Section, row: models.Model | None) -> HttpResponse:
    form = section.form(request.POST or None, instance=row, scope=request.scope)

    def write() -> None:
        form.write(by=staff(request.user.pk), now=timezone.now())

    if request.method == "POST" and form.is_valid() and save_if_current(form, write):
        messages.success(request, _("Saved: %(what)s") % {"what": form.instance})
        if section.more:  # there is more to do with it than to write it down
            return redirect("settings_change", key=section.key, pk=form.instance.pk)
        return redirect("settings_list", key=section.key)
    context = {"section": section, "form": form, "row": row}
    status = 422 if request.method == "POST" else 200
    status = 409 if is_conflict(form) else status
    return render(request, "directory/setting_form.html", context, status=status)
