"""The content security policy of the desk's page."""

from collections.abc import Iterable


def policy(hosts: Iterable[str] = ()) -> str:
    """Return the policy; ``hosts`` are the origins of the back end, none on the own machine.

    Decap compiles the check of its configuration (unsafe-eval) and its styles are made by script
    (unsafe-inline for styles). No script of the page's own text runs, and nothing is sent anywhere
    but to this portal and the hosts named here.
    """
    far = "".join(f" {host}" for host in hosts)
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:{far}; font-src 'self' data:; media-src 'self' blob:; "
        f"connect-src 'self' blob: data:{far}; frame-src 'self'; form-action 'self'; "
        "base-uri 'none'; object-src 'none'"
    )
