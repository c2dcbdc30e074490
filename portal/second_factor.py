"""The second factor of the staff: a code from an application, asked after the password (DESIGN § 11).

In: an account whose password was right. Out: a session that counts as signed in only once the code was right too; until
then every other page sees a visitor. Codes, their clock and the waits after wrong ones are django-otp's.
"""

import base64
from collections.abc import Callable
from typing import Any

import django_otp
import segno
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from funding.staff import tabs

# The pages that someone whose code is still to come may open as who they are.
ON_THE_WAY = {"second_factor", "sign_out"}
RECOVERY_CODES = 10


def half_signed_in(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: who has given the password and not yet the code is a visitor, but on the page that asks for it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        # A visitor has no session, and costs nothing here.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and is_on_the_way(request.user):
            request.code_is_due = True  # type: ignore[attr-defined]
            if page_of(request) not in ON_THE_WAY:
                request.user = AnonymousUser()
        return get_response(request)

    return answer


def page_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def is_on_the_way(user: Any) -> bool:
    """Whether a code is still to come: this account has a second factor, or the site asks everyone for one."""
    return user.is_authenticated and not user.is_verified() and (settings.SECOND_FACTOR or has_one(user))


def has_one(user: Any) -> bool:
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


class CodeForm(forms.Form):
    """A code of the application (six digits) or one for recovery (letters and digits)."""

    code = forms.CharField(label=_("Code"), max_length=20)

    def __init__(self, *args: Any, user: Any, device: TOTPDevice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.device = user, device
        self.accepted: django_otp.models.Device | None = None
        self.fields["code"].widget.attrs.update(autocomplete="one-time-code", autocapitalize="none", spellcheck="false")

    def clean_code(self) -> str:
        """One right code is enough; wrong ones make the account wait, longer each time."""
        code = "".join(self.cleaned_data["code"].lower().split())
        device = self.device or device_for(self.user, code)
        if device is None:
            raise forms.ValidationError(WRONG)
        if not device.verify_is_allowed()[0]:
            raise forms.ValidationError(_("Too many wrong codes. Wait a minute, then give the one shown then."))
        self.accepted = django_otp.verify_token(self.user, device.persistent_id, code)
        if self.accepted is None:
            raise forms.ValidationError(WRONG)
        return code


WRONG = _("This code is not right, or no longer. Give the one that the application shows now.")


def device_for(user: Any, code: str) -> Any:
    """Digits are of the application, anything else is for recovery."""
    kind = TOTPDevice if code.isdigit() else StaticDevice
    return kind.objects.devices_for_user(user, confirmed=True).first()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or set the second factor up, or say that it is on."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not has_one(request.user):
        return set_up(request)
    if not request.user.is_verified():  # type: ignore[union-attr, attr-defined]
        return ask(request)
    return stands(request)


def ask(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        let_in(request, form.accepted)
        return redirect(next_of(request))
    return shown(request, "ask", form=form)


def set_up(request: HttpRequest) -> HttpResponse:
    """The secret as a picture and as letters; a first right code turns the second factor on."""
    device, _made = TOTPDevice.objects.get_or_create(
        user=request.user, confirmed=False, defaults={"name": "application"}
    )
    form = CodeForm(request.POST or None, user=request.user, device=device)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
            codes = new_codes(request.user)
        let_in(request, TOTPDevice.objects.get(pk=device.pk))
        return shown(request, "codes", codes=codes)
    picture = segno.make(device.config_url, error="m").svg_inline(omitsize=True, border=2, lineclass=None)
    secret = base64.b32encode(device.bin_key).decode().rstrip("=")
    parts = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return shown(request, "set_up", form=form, picture=mark_safe(picture), secret=parts)


def stands(request: HttpRequest) -> HttpResponse:
    """The second factor is on: new codes for recovery, or turn it off where the site lets one."""
    wish = request.POST.get("do")
    if wish == "codes":
        return shown(request, "codes", codes=new_codes(request.user))
    if wish == "turn_off" and not settings.SECOND_FACTOR:
        remove(request.user)
        return redirect("second_factor")
    return shown(request, "stands", left=StaticToken.objects.filter(device__user=request.user).count())


def shown(request: HttpRequest, state: str, **context: Any) -> HttpResponse:
    asked_of_all = settings.SECOND_FACTOR
    given = {
        "state": state,
        "asked_of_all": asked_of_all,
        "next": request.GET.get("next", ""),
        "tabs": tabs(request),
        **context,
    }
    return render(request, "registration/second_factor.html", given)


def let_in(request: HttpRequest, device: Any) -> None:
    django_otp.login(request, device)
    request.session.cycle_key()


def new_codes(user: Any) -> list[str]:
    """Codes for recovery, each good once; those before are no longer."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery")
        codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def remove(user: Any) -> int:
    """How many devices the account had; it has none afterwards."""
    with transaction.atomic():
        return sum(kind.objects.filter(user=user).delete()[0] > 0 for kind in (TOTPDevice, StaticDevice))


def next_of(request: HttpRequest) -> str:
    """Where the person was going, on this site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "imports"
