"""The headers that every page has. In: the name of an address, its answer, who may read it. Out: what is wrong with them."""

from typing import Any

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def wrong_headers(name: str, response: Any, first: str) -> list[str]:
    """`first`: the group from which on the address may be read."""
    # Only what others embed may stand in their pages (DESIGN § 8).
    embedded = name.endswith("_embed")
    ancestors = "frame-ancestors *" if embedded else "frame-ancestors 'none'"
    policy = response["Content-Security-Policy"]
    needed = ("script-src 'self'", "style-src 'self'", "object-src 'none'", ancestors)
    wrong = [f"the policy lacks {part}" for part in needed if part not in policy]
    wrong += ["the policy is unsafe"] if "unsafe" in policy else []
    wrong += [
        f"{header} is {response.get(header)}" for header, value in ALWAYS.items() if response.get(header) != value
    ]
    if not embedded and response.get("X-Frame-Options") != "DENY":
        wrong.append("it may stand in a frame")
    # The administration's words for scripts are the same for everyone.
    kept = first == "visitor" or response.status_code != 200 or name == "admin:jsi18n"
    if not kept and "private" not in response.get("Cache-Control", ""):
        wrong.append("others may keep it")
    return [f"{name}: {what}" for what in wrong]
