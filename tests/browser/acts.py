"""What is done on a page to get to the state that the table of pages means."""

from collections.abc import Callable
from datetime import timedelta

from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page

from backend.demo.staff import PASSWORD
from notifications.models import Heartbeat
from tests.browser.world import CAREFUL, INVITED

Act = Callable[[Page], object]


def go_on(page: Page, button: str) -> None:
    """Press the first button (a CSS selector) and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator(button).first.click()


def send(page: Page) -> None:
    """Press the button of the page's form, as it stands."""
    go_on(page, "main form[method=post] .btn-primary, main form[method=post] .btn-danger")


def fill(**values: str) -> Act:
    """Return an act that fills in fields by name and sends the form."""

    def act(page: Page) -> None:
        for name, value in values.items():
            page.locator(f"main [name={name}]").fill(value)
        send(page)

    return act


def sign_in_wrongly(times: int = 1) -> Act:
    """Return an act that tries a wrong password so many times, of an address that nobody uses."""

    def act(page: Page) -> None:
        for _try in range(times):
            if page.locator("main [name=login]").count() == 0:
                return  # closed already, by an earlier visit
            fill(login=f"erehtynyt{times}@rinki.example", password="väärä")(page)

    return act


def ask_for_code(page: Page) -> None:
    """Ask for a sign-in code as somebody who has no password."""
    fill(email=INVITED)(page)


def sign_in_by_code(page: Page) -> None:
    """Sign in with the code from the mail, and choose a password."""
    ask_for_code(page)
    code = str(mail.outbox[-1].body).split("\n\n")[2].strip()
    fill(code=code)(page)
    page.goto(reverse("account_set_password"))


def confirm(page: Page) -> None:
    """Give the password once more, where it is asked for before something important."""
    if page.locator("main [name=password]").count():
        fill(password=PASSWORD)(page)


def sign_in_halfway(page: Page) -> None:
    """Give the right password of somebody who signs in with two steps."""
    fill(login=CAREFUL, password=PASSWORD)(page)


def lose_the_token(page: Page) -> None:
    """Send a form after the cookies are gone."""
    page.context.clear_cookies(name="csrftoken")
    send(page)


def show_own_data(page: Page) -> None:
    """Ask for all that is held of the person, to print."""
    page.locator("summary").last.click()
    go_on(page, "button[value=print]")


def search_nobody(page: Page) -> None:
    """Search for a name that nobody has."""
    page.locator("#words").fill("Olematon")
    go_on(page, "main form[method=post] button")


def upload_no_workbook(page: Page) -> None:
    """Hand in a file that is no workbook."""
    page.locator("main [name=kind]").first.check()
    page.locator("main [type=file]").set_input_files(
        {"name": "lista.xlsx", "mimeType": "text/plain", "buffer": b"not a workbook"}
    )
    send(page)


def record_nothing(page: Page) -> None:
    """Send the quick form of Today, empty."""
    go_on(page, "#record form .btn-primary")


def close_without_reason(page: Page) -> None:
    """Send the form that closes a call, empty."""
    go_on(page, "form[action$='/close/'] button")


def choose_the_busy(page: Page) -> None:
    """Choose the first of the list who is busy at that hour."""
    busy = page.locator(".members > li", has=page.locator("form .btn")).filter(
        has=page.locator(".state-warning")
    )
    with page.expect_navigation():
        busy.locator("form .btn").first.click()


def choose_first_municipality(page: Page) -> None:
    """Narrow the list of those who wait to the first municipality of the table."""
    go_on(page, "main td a")


def find_esimerkki(page: Page) -> None:
    """Search for whoever a new request is for."""
    page.locator("#id_words").fill("a")
    go_on(page, "button[name=find]")


def ask_what_can_be_promised(page: Page) -> None:
    """Fill in a new request for the first person found, and send it once."""
    fill_in_for_the_first_found(page)
    send(page)


def fill_in_for_the_first_found(page: Page) -> None:
    """Fill in a new request for the first person found."""
    find_esimerkki(page)
    page.locator("main [name=person]").first.check()
    page.locator("main [name=service_line]").first.check()
    page.locator("main [name=day]").nth(2).check()
    page.locator("main [name=hour]").fill("13")
    page.locator("main [name=agreed]").check()
    page.locator("main [name=place]").click()  # leaves the hour, as a person does


def say_nobody_was_found(page: Page) -> None:
    """Send the form that closes a request as unmet, empty."""
    page.locator("#unmet summary").click()
    go_on(page, "#unmet form button")


def ask_for_a_ride(page: Page) -> None:
    """Fill in a new ride for the first person found, and send it once."""
    find_esimerkki(page)
    page.locator("main [name=person]").first.check()
    page.locator("main [name=destination]").select_option(index=1)
    page.locator("main [name=day]").nth(2).check()
    page.locator("main [name=hour]").fill("13")
    page.locator("main [name=back_time]").fill("15")
    page.locator("main [name=agreed]").check()
    send(page)


def take_down_the_text(page: Page) -> None:
    """Go on from the text that asks for a ride."""
    page.goto(reverse("replies"))
    go_on(page, "main a[href*='?text=']")


def cancel_without_reason(page: Page) -> None:
    """Send the form that cancels a ride, empty."""
    page.locator("main summary").first.click()
    go_on(page, "form[action$='/cancel/'] button")


def send_back(page: Page) -> None:
    """Send a claim back without saying why."""
    page.locator("main details summary").first.click()
    go_on(page, "main details form .btn")


def see_the_clock_stopped(page: Page) -> None:
    """Look at the page again as it is an hour after the clock has stopped, and let it go on."""
    beat = Heartbeat.objects.get()
    Heartbeat.objects.update(at=beat.at - timedelta(hours=1))
    page.reload()
    Heartbeat.objects.update(at=beat.at)
