"""The sections of the settings, as data: what each lists, who may change it, and its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.forms import (
    AssociationForm,
    BarrierForm,
    MunicipalityForm,
    ServiceLineForm,
    SettingForm,
    StaffRoleForm,
)
from directory.models import Association, Barrier, Municipality, ServiceLine, StaffRole
from directory.scope import Scope

Columns = tuple[tuple[str | Promise, Callable[[Any], object]], ...]


@dataclass(frozen=True)
class Section:
    """One list and its form. `rows` are those within a scope; `may_add` tells who may add one.

    `more` is a template shown below the form of a row, for what is done with it rather than written in it.
    """

    key: str
    title: str | Promise
    add: str | Promise
    form: type[SettingForm]
    columns: Columns
    rows: Callable[[Scope], QuerySet[Any]]
    may_add: Callable[[Scope], bool]
    more: str = ""


def within(scope: Scope, municipality: str = "", association: str = "") -> Q:
    """Return the condition that a row lies within an administered area, by the columns named."""
    wanted = Q(pk__in=[])
    for area in scope.administered:
        columns = ((municipality, area.municipality_id), (association, area.association_id))
        limits = [(column, value) for column, value in columns if value is not None]
        if not limits:
            return Q()
        if all(column for column, _value in limits):
            wanted |= Q(**dict(limits))
    return wanted


def everywhere(scope: Scope) -> bool:
    """Tell whether they may change what holds everywhere."""
    return scope.may_set_up(None, None)


def until(row: Any) -> object:
    """Return the last day of a row as the lists show it."""
    return row.valid_until or "–"


def _yes_no(value: bool) -> Promise:
    return _("yes") if value else _("no")


SECTIONS: dict[str, Section] = {
    section.key: section
    for section in (
        Section(
            key="municipalities",
            title=_("Municipalities"),
            add=_("Add a municipality"),
            form=MunicipalityForm,
            columns=(
                (_("Name"), str),
                (_("Code"), lambda row: row.code),
                (_("Population"), lambda row: f"{row.population} ({row.population_year})"),
            ),
            rows=lambda scope: Municipality.objects.filter(within(scope, municipality="pk")),
            may_add=everywhere,
        ),
        Section(
            key="associations",
            title=_("Associations"),
            add=_("Add an association"),
            form=AssociationForm,
            columns=(
                (_("Name"), str),
                (_("Name in text messages"), lambda row: row.short_name),
                (_("Telephone"), lambda row: row.phone),
            ),
            rows=lambda scope: Association.objects.filter(within(scope, association="pk")),
            may_add=everywhere,
        ),
        Section(
            key="service-lines",
            title=_("Service lines"),
            add=_("Add a service line"),
            form=ServiceLineForm,
            columns=(
                (_("Name"), str),
                (_("Kind"), lambda row: row.get_kind_display()),
                (_("Association"), lambda row: row.association or _("All associations")),
                (_("Asked for once at a time"), lambda row: _yes_no(row.is_one_off)),
                (_("Offered from"), lambda row: row.valid_from),
                (_("Last day"), until),
            ),
            rows=lambda scope: ServiceLine.objects.filter(
                within(scope, association="association")
            ).select_related("association"),
            may_add=lambda scope: any(a.municipality_id is None for a in scope.administered),
        ),
        Section(
            key="staff",
            title=_("Staff"),
            add=_("Add a member of staff"),
            form=StaffRoleForm,
            columns=(
                (_("Name"), lambda row: row.user),
                (_("Role"), lambda row: row.get_role_display()),
                (_("Municipality"), lambda row: row.municipality or _("All municipalities")),
                (_("Association"), lambda row: row.association or _("All associations")),
                (_("Last day"), until),
            ),
            rows=lambda scope: StaffRole.objects.filter(
                within(scope, municipality="municipality", association="association")
            ).select_related("user", "municipality", "association"),
            may_add=lambda scope: scope.administers,
        ),
        Section(
            key="barriers",
            title=_("Why a request could not be met"),
            add=_("Add a reason"),
            form=BarrierForm,
            columns=((_("Name"), str), (_("Last day"), until)),
            rows=lambda scope: Barrier.objects.filter(within(scope)),
            may_add=everywhere,
        ),
    )
}


@dataclass(frozen=True)
class Page:
    """A page of the settings that is no list and form, but an address of its own; `may_open` tells for whom."""

    title: str | Promise
    url_name: str
    may_open: Callable[[Scope], bool]


PAGES: dict[str, Page] = {}


def add_page(title: str | Promise, url_name: str, may_open: Callable[[Scope], bool]) -> None:
    """Show a page of an upper floor among the settings; adding it twice changes nothing."""
    PAGES[url_name] = Page(title, url_name, may_open)


def register_section(section: Section) -> None:
    """Add a section of an upper floor; adding it twice changes nothing."""
    SECTIONS[section.key] = section
