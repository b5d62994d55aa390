"""Texts of Django and allauth that their own catalogues lack or say in hard words.

Named here so that our catalogues hold them: ours are asked before those of the packages.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

BORROWED = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    gettext_noop("You will receive a special code for a password-free sign-in."),
    gettext_noop("Please contact us if you have any trouble resetting your password."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
