"""Signing in and out, and changing one's password. Wrong attempts are counted in the cache and stopped.

In: an account and a password. Out: a session of twelve hours at most. Nothing tells whether an account exists.
"""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from redis.exceptions import RedisError

from funding.attempts import client_address, count_one, counter
from funding.staff import tabs
from portal.second_factor import has_one, second_factor

# How many wrong attempts are allowed within a quarter of an hour: for one account from one address (a person who
# forgot), from one address (a list of accounts tried), for one account (many machines at once).
WITHIN = 15 * 60
LIMITS = {"pair": 5, "address": 30, "account": 50}


def counters(request: HttpRequest, account: str) -> dict[str, str]:
    """The keys of the counters that an attempt is counted by; no name or address is kept in clear."""
    address, account = client_address(request), account.strip().casefold()
    parts = {"pair": f"{address}\n{account}", "address": address, "account": account}
    return {name: counter(f"sign-in:{name}", text) for name, text in parts.items()}


def too_many(keys: dict[str, str]) -> bool:
    seen = cache.get_many(keys.values())
    return any(seen.get(key, 0) >= LIMITS[name] for name, key in keys.items())


def count_attempt(keys: dict[str, str]) -> None:
    """One more for each counter; a counter starts with its first attempt and ends a quarter of an hour later."""
    for key in keys.values():
        count_one(key, WITHIN)


def forget_attempt(keys: dict[str, str]) -> None:
    """A right password clears the account's counters, and takes its own attempt back from the address's."""
    cache.delete_many([keys["pair"], keys["account"]])
    with suppress(ValueError):
        cache.decr(keys["address"])


class SignInForm(AuthenticationForm):
    """Account and password; refused unseen after too many wrong attempts."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("This account and this password do not go together. Both tell capitals apart."),
        "too_many": _("Too many wrong attempts. Wait a quarter of an hour, then try again."),
        "not_counted": _("Signing in is not possible for the moment. Try again in a few minutes."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Account")
        self.fields["username"].widget.attrs.update(autocomplete="username", autocapitalize="none")

    def clean(self) -> dict[str, Any]:
        """The attempt is counted before the password is looked at, so that attempts side by side all count."""
        keys = counters(self.request, self.cleaned_data.get("username", ""))
        try:
            if too_many(keys):
                raise ValidationError(self.error_messages["too_many"], code="too_many")
            count_attempt(keys)
            cleaned = super().clean()
            forget_attempt(keys)
        except RedisError as error:
            raise ValidationError(self.error_messages["not_counted"], code="not_counted") from error
        return cleaned


class SignIn(LoginView):
    form_class = SignInForm
    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who has given the password is asked for the code, not for the password again."""
        if getattr(request, "code_is_due", False):
            return redirect(self.to_the_code())
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        """Where the person was going; through the page that asks for the code, where one is due."""
        return self.to_the_code() if has_one(self.request.user) or settings.SECOND_FACTOR else super().get_success_url()

    def to_the_code(self) -> str:
        wanted = self.get_redirect_url()
        return reverse("second_factor") + (f"?{urlencode({'next': wanted})}" if wanted else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Django's `site_name` is the address's host: the site's own name stands (portal/context.py)."""
        return {name: value for name, value in super().get_context_data(**kwargs).items() if name != "site_name"}


class Password(PasswordChangeView):
    template_name = "registration/password.html"
    success_url = reverse_lazy("imports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"tabs": tabs(self.request)}


urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("second-factor/", second_factor, name="second_factor"),
    path("password/", never_cache(Password.as_view()), name="password"),
]
