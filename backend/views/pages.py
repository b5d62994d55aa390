"""Pages that belong to the service itself: the way in, the language, the statements, one's own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from directory.forms import AccountForm
from directory.middleware import ScopedRequest
from directory.navigation import menu


def home(request: ScopedRequest) -> HttpResponseRedirect:
    """Send each to the first page of their own menu, or else to their own account."""
    own = menu(request)
    links = [*own.daily, *own.more]
    return redirect(links[0].url if links else "account_home")


@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the service in the language chosen; a user's choice is kept with the user as well."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(language):
        request.user.language = language
        request.user.save(update_fields=["language"])
    return set_language(request)


def account_home(request: ScopedRequest) -> HttpResponse:
    """Show who is signed in and in which roles; take a changed name or telephone."""
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("account_home")
    roles = request.user.roles.valid_on(timezone.localdate())
    roles = roles.select_related("municipality", "association")
    status = 422 if request.method == "POST" else 200
    context = {"roles": roles, "form": form}
    return render(request, "backend/account_home.html", context, status=status)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement that the law (306/2019) asks for."""
    return render(request, "backend/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """Show how personal data is handled."""
    return render(request, "backend/privacy.html")
