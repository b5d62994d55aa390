"""The table of all pages and of their error states. A page that is not here fails a test."""

from dataclasses import dataclass

from django.urls import reverse

from backend.demo.staff import COORDINATOR
from tests.browser.acts import (
    Act,
    ask_for_code,
    ask_what_can_be_promised,
    choose_the_busy,
    close_without_reason,
    confirm,
    fill,
    find_esimerkki,
    lose_the_token,
    record_nothing,
    say_nobody_was_found,
    search_nobody,
    send,
    show_own_data,
    sign_in_by_code,
    sign_in_halfway,
    sign_in_wrongly,
    upload_no_workbook,
)
from tests.browser.world import ADMINISTRATOR, CAREFUL, IDLE, READER, World

NOBODY = ""


@dataclass(frozen=True)
class Entry:
    """One page as somebody sees it.

    `name` also names its picture; `url` is the name in the URL conf, `args` words of the `World` or texts
    as they are; `act` is done after opening, to get to the state that is meant; `status` is of the answer;
    `leads_on`: the address itself answers with another one; `to_reader`: the page is written to one person, in
    their own language until another is chosen on it.
    """

    name: str
    url: str
    args: tuple[str, ...] = ()
    user: str = COORDINATOR
    query: str = ""
    act: Act | None = None
    status: int = 200
    leads_on: bool = False
    to_reader: bool = False

    def address(self, world: World) -> str:
        """Return the path of the page."""
        args = [world.ids.get(arg, arg) for arg in self.args]
        if self.url == "account_reset_password_from_key" and not args:
            args = list(world.reset)
        return reverse(self.url, args=args) + self.query


ENTRY: tuple[Entry, ...] = (
    Entry("sign-in", "account_login", user=NOBODY),
    Entry("sign-in-wrong", "account_login", user=NOBODY, act=sign_in_wrongly()),
    Entry("sign-in-closed", "account_login", user=NOBODY, act=sign_in_wrongly(10), status=429),
    Entry("sign-in-code", "account_request_login_code", user=NOBODY),
    Entry("sign-in-code-sent", "account_request_login_code", user=NOBODY, act=ask_for_code),
    Entry("sign-in-second-step", "account_login", user=NOBODY, act=sign_in_halfway),
    Entry("sign-up-closed", "account_signup", user=NOBODY),
    Entry("account-inactive", "account_inactive", user=NOBODY),
    Entry("email-not-confirmed", "account_confirm_email", ("old",), user=NOBODY),
    Entry("email-sent", "account_email_verification_sent", user=NOBODY),
    Entry("password-forgotten", "account_reset_password", user=NOBODY),
    Entry("password-forgotten-sent", "account_reset_password_done", user=NOBODY),
    Entry("password-new", "account_reset_password_from_key", user=NOBODY, leads_on=True),
    Entry("password-link-old", "account_reset_password_from_key", ("1", "old"), user=NOBODY),
    Entry("password-new-done", "account_reset_password_from_key_done", user=NOBODY),
    Entry("accessibility", "accessibility", user=NOBODY),
    Entry("privacy", "privacy", user=NOBODY),
)
ACCOUNT = (
    Entry("account", "account_home"),
    Entry("account-email", "account_email"),
    Entry("account-password", "account_change_password"),
    Entry("account-password-wrong", "account_change_password", act=send),
    Entry("account-password-first", "account_request_login_code", user=NOBODY, act=sign_in_by_code),
    Entry("account-again", "account_reauthenticate"),
    Entry("account-sign-out", "account_logout"),
    Entry("two-steps", "mfa_index"),
    Entry("two-steps-on", "mfa_index", user=CAREFUL),
    Entry("two-steps-begin", "mfa_activate_totp", act=confirm),
    Entry("two-steps-stop", "mfa_deactivate_totp", user=CAREFUL, act=confirm),
    Entry("two-steps-codes", "mfa_view_recovery_codes", user=CAREFUL, act=confirm),
    Entry("two-steps-new-codes", "mfa_generate_recovery_codes", user=CAREFUL, act=confirm),
    Entry("two-steps-again", "mfa_reauthenticate", user=CAREFUL),
)
TODAY = (
    Entry("today", "today"),
    Entry("today-all-needs", "today", user=ADMINISTRATOR, query="?needs=all"),
    Entry("today-filtered-to-nothing", "today", query="?kind=ride"),
    Entry("today-empty", "today", user=IDLE),
    Entry("record-wrong", "today", act=record_nothing, status=422),
    Entry("occurrence-worry", "occurrence", ("worry",)),
    Entry("occurrence-late", "occurrence", ("late",)),
    Entry("occurrence-done", "occurrence", ("made",)),
    Entry("occurrence-planned", "occurrence", ("planned",)),
    Entry("occurrence-record-wrong", "occurrence", ("planned",), act=send, status=422),
    Entry(
        "occurrence-close-wrong", "occurrence", ("planned",), act=close_without_reason, status=422
    ),
    Entry("occurrence-choose", "occurrence_choose", ("late",)),
)
WEEK = (
    Entry("week", "week"),
    Entry("week-by-person", "week", query="?rows=person"),
    Entry("week-gaps", "week", query="?gaps=on"),
    Entry("week-empty", "week", user=IDLE),
    Entry("without-helper", "unfilled"),
    Entry("without-helper-empty", "unfilled", user=IDLE),
    Entry("call-off", "call_off"),
    Entry("call-off-wrong", "call_off", act=send, status=422),
    Entry("call-off-ring", "ring_call_off", ("ring",)),
    Entry("call-off-look", "ring_call_off", ("ring",), act=fill(first="2026-11-27", note="Myrsky")),
    Entry("called-off", "called_off", ("called_off",)),
    Entry("busy-then", "member_choose", ("clash", "helper"), act=choose_the_busy, status=422),
)
RINGS = (
    Entry("rings", "rings"),
    Entry("rings-empty", "rings", user=IDLE),
    Entry("ring-new", "ring_new"),
    Entry("ring-new-wrong", "ring_new", act=send, status=422),
    Entry("ring", "ring", ("ring",)),
    Entry("ring-draft", "ring", ("draft",)),
    Entry("ring-empty", "ring", ("empty",)),
    Entry("ring-facts", "ring_facts", ("ring",)),
    Entry("ring-members", "ring_members", ("ring",)),
    Entry("ring-members-empty", "ring_members", ("empty",)),
    Entry("ring-choose-volunteer", "member_choose", ("empty", "helper")),
    Entry("ring-choose-resident", "member_choose", ("empty", "resident")),
    Entry("ring-captain", "ring_captain", ("ring",)),
    Entry("ring-own-hour", "member_hour", ("ring", "member")),
    Entry("ring-when", "ring_when", ("empty",)),
    Entry("ring-when-wrong", "ring_when", ("empty",), act=send, status=422),
    Entry("ring-another-hour", "ring_another_hour", ("ring",)),
    Entry("ring-hours-change", "ring_rule", ("ring", "rule")),
    Entry("ring-hours-what-changes", "ring_rule", ("ring", "rule"), act=fill(wall_time="9.40")),
    Entry("ring-more-often", "ring_more_often", ("ring",)),
    Entry("ring-more-often-wrong", "ring_more_often", ("ring",), act=send, status=422),
    Entry("ring-exception", "ring_exception", ("ring",)),
    Entry("ring-exception-wrong", "ring_exception", ("ring",), act=send, status=422),
    Entry("decisions", "decisions"),
    Entry("decisions-empty", "decisions", user=IDLE),
    Entry("ring-publish", "ring_publish", ("draft",)),
    Entry("ring-publish-not-ready", "ring_publish", ("empty",)),
    Entry("ring-steps-silent", "ring_ladder", ("ring", "silent")),
    Entry("ring-steps-no-answer", "ring_ladder", ("ring", "no_answer")),
    Entry("ring-pause", "ring_stop", ("ring", "pause")),
    Entry("ring-end", "ring_stop", ("ring", "end")),
    Entry("paper-ring", "ring_sheet", ("ring",)),
    Entry("paper-cards", "ring_cards", ("ring",)),
    Entry("paper-volunteer", "person_sheet", ("Volunteer",)),
)
PEOPLE = (
    Entry("people", "people"),
    Entry("people-empty", "people", user=IDLE),
    Entry("people-nobody-found", "people", user=ADMINISTRATOR, act=search_nobody),
    Entry("person-new", "person_new"),
    Entry("person-new-wrong", "person_new", act=send, status=422),
    Entry("person-resident", "person", ("Resident",)),
    Entry("person-volunteer", "person", ("Volunteer",)),
    Entry("person-edit", "person_edit", ("Resident",)),
    Entry("person-resident-edit", "resident_edit", ("Resident",)),
    Entry("person-resident-end", "resident_end", ("Resident",)),
    Entry("person-number-new", "number_add", ("Resident",)),
    Entry("person-number-new-wrong", "number_add", ("Resident",), act=send, status=422),
    Entry("person-contact-new", "contact_add", ("Resident",)),
    Entry("person-absence-new", "absence_add", ("Resident",)),
    Entry("person-absence", "absence", ("Resident", "absence")),
    Entry("person-consent-new", "consent_add", ("Resident",)),
    Entry("person-own-data", "person", ("Resident",), act=show_own_data),
    Entry("person-erase", "person_erase", ("Resident",)),
    Entry("volunteer-edit", "volunteer_edit", ("Volunteer",)),
    Entry("volunteer-hours", "volunteer_hours", ("Volunteer",)),
    Entry("volunteer-paper", "volunteer_paper", ("Volunteer",)),
    Entry("volunteer-pause", "volunteer_step_form", ("Volunteer", "pause")),
    Entry("volunteer-suspend", "volunteer_step_form", ("Volunteer", "suspend")),
    Entry("volunteer-leave", "volunteer_step_form", ("Volunteer", "leave")),
    Entry("import", "imports"),
    Entry("import-empty", "imports", user=IDLE),
    Entry("import-wrong", "imports", act=upload_no_workbook, status=422),
    Entry("import-look", "import", ("previewed",)),
    Entry("import-taken-in", "import", ("taken",)),
    Entry("import-undone", "import", ("undone",)),
)
REQUESTS = (
    Entry("requests", "gigs"),
    Entry("requests-empty", "gigs", user=IDLE),
    Entry("request-new", "gig_new"),
    Entry("request-new-found", "gig_new", act=find_esimerkki),
    Entry("request-new-wrong", "gig_new", act=send, status=422),
    Entry("request-new-promise", "gig_new", act=ask_what_can_be_promised),
    Entry("request-offering", "gig", ("offering",)),
    Entry("request-phoning", "gig", ("phoning",)),
    Entry("request-filled", "gig", ("filled",)),
    Entry("request-done", "gig", ("done",)),
    Entry("request-unmet", "gig", ("unmet",)),
    Entry("request-unmet-wrong", "gig", ("phoning",), act=say_nobody_was_found, status=422),
    Entry("request-choose", "gig_choose", ("offering",)),
    Entry("request-change", "gig_edit", ("offering",)),
    Entry("request-by-link", "gig_request", ("incoming",)),
    Entry("sender-paper", "sender_paper", ("Referrer",), user=ADMINISTRATOR),
)
BY_LINK = (
    Entry("link-ask", "request_by_link", ("team",), user=NOBODY),
    Entry("link-ask-wrong", "request_by_link", ("team",), user=NOBODY, act=send, status=422),
    Entry("link-sent", "request_sent", ("team",), user=NOBODY),
    Entry("link-dead", "request_by_link", ("1.old",), user=NOBODY, status=410),
    Entry("offer", "offer_by_link", ("offer",), user=NOBODY, to_reader=True),
    Entry("offer-won", "offer_by_link", ("offer-won",), user=NOBODY, to_reader=True),
    Entry("offer-lost", "offer_by_link", ("offer-lost",), user=NOBODY, to_reader=True),
    Entry("offer-dead", "offer_by_link", ("1.old",), user=NOBODY, status=410),
)
REPLIES = (
    Entry("replies", "replies"),
    Entry("replies-empty", "replies", user=IDLE),
    Entry("phones", "phones"),
    Entry("phones-empty", "phones", user=IDLE),
    Entry("phone", "phone", ("phone",)),
)
WORRIES = (
    Entry("worries", "concerns"),
    Entry("worries-closed", "concerns", query="?closed"),
    Entry("worries-empty", "concerns", user=IDLE),
    Entry("worry", "concern", ("concern",)),
    Entry("worry-administrator", "concern", ("concern",), user=ADMINISTRATOR),
    Entry("worry-wrong", "concern", ("concern",), act=close_without_reason, status=422),
    Entry("worry-closed", "concern", ("closed-concern",)),
    Entry("worry-new", "concern_new", ("Resident",)),
    Entry("worry-new-wrong", "concern_new", ("Resident",), act=send, status=422),
    Entry("worry-new-from-turn", "concern_new_turn", ("late",)),
    Entry("worry-guide", "concern_guide"),
)
HOURS = (
    Entry("hours", "hours"),
    Entry("hours-empty", "hours", user=IDLE),
    Entry("hours-of-volunteer", "person_work", ("Volunteer",)),
    Entry("hours-of-volunteer-empty", "person_work", ("Volunteer",), query="?month=2020-01"),
    Entry("hours-wrong", "person_work", ("Volunteer",), act=send, status=422),
    Entry("paper-hours", "person_work_card", ("Volunteer",)),
)
SECTIONS = {
    "municipalities": "Municipality",
    "associations": "Association",
    "service-lines": "ServiceLine",
    "staff": "StaffRole",
    "barriers": "Barrier",
    "senders": "Referrer",
    "ways-of-asking": "OfferPolicy",
    "ways-of-matching": "MatchPolicy",
}
SETTINGS = (
    Entry("settings", "settings", user=ADMINISTRATOR),
    *(Entry(f"settings-{key}", "settings_list", (key,), user=ADMINISTRATOR) for key in SECTIONS),
    *(Entry(f"settings-{key}-new", "settings_add", (key,), user=ADMINISTRATOR) for key in SECTIONS),
    *(
        Entry(f"settings-{key}-change", "settings_change", (key, row), user=ADMINISTRATOR)
        for key, row in SECTIONS.items()
    ),
    Entry("settings-wrong", "settings_add", ("staff",), user=ADMINISTRATOR, act=send, status=422),
)
REFUSALS = (
    Entry("not-allowed", "people", user=READER, status=403),
    Entry("not-there", "person", ("999999",), status=404),
    Entry("form-too-old", "account_home", act=lose_the_token, status=403),
)
PAGES = (
    *ENTRY,
    *ACCOUNT,
    *TODAY,
    *WEEK,
    *RINGS,
    *REQUESTS,
    *BY_LINK,
    *PEOPLE,
    *REPLIES,
    *WORRIES,
    *HOURS,
    *SETTINGS,
    *REFUSALS,
)
