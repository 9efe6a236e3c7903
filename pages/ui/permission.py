"""Who may see what only instructors should: decided from what is known of a visitor."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_address
from typing import Any

_ROUNDS = 200_000
_PASSED_ON = {"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"}
"""Headers of something between the browser and this server, beside all of X-Forwarded-."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """What is known of somebody: the connection, the login, what they proved earlier.

    ``peer`` is the address that the connection comes from; ``headers`` have lower-case names;
    ``user`` holds the login's claims; ``proofs`` the pass-phrases given, each as ``proof`` says.
    """

    learner: str = ""
    peer: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    user: Mapping[str, Any] | None = None
    proofs: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How this server decides: by login, by pass-phrase, or only for its own computer.

    ``unreadable`` says that a pass-phrase is meant to be there and cannot be read.
    """

    login: bool = False
    instructors: frozenset[str] = frozenset()
    passphrase: str = ""
    unreadable: bool = False

    @property
    def open_at_home(self) -> bool:
        """Whether nothing is configured, so that this computer's own user may see everything."""
        return not (self.login or self.passphrase or self.unreadable)


def may_teach(visitor: Visitor, rules: Rules) -> bool:
    """Return whether somebody may see what instructors see; either way of proving it is enough."""
    if rules.open_at_home:
        return at_home(visitor)
    if rules.login and email_of(visitor.user) in rules.instructors:
        return True
    return bool(rules.passphrase) and any(
        same(given, proof(rules.passphrase, visitor.learner)) for given in visitor.proofs
    )


def same(given: str, wanted: str) -> bool:
    """Compare without telling by the time taken how much of it was right."""
    return hmac.compare_digest(_bytes(given), _bytes(wanted))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def at_home(visitor: Visitor) -> bool:
    """Return whether somebody sits at the computer that serves, with nothing in between.

    Without any header there is no connection at all: a test runs the page.
    """
    if not visitor.headers:
        return True
    passed_on = [
        name for name in visitor.headers if name in _PASSED_ON or name.startswith("x-forwarded")
    ]
    origin = visitor.headers.get("origin", "http://localhost").partition("://")[2]
    return (
        _is_loopback(visitor.peer or "")
        and _is_loopback(_host(visitor.headers.get("host", "")))
        and _is_loopback(_host(origin))
        and not passed_on
    )


def _host(written: str) -> str:
    """Return a Host header's name without the port.

    >>> _host("localhost:8501"), _host("[::1]:8501")
    ('localhost', '::1')
    """
    if written.startswith("["):
        return written[1:].partition("]")[0]
    return written.partition(":")[0]


def _is_loopback(name: str) -> bool:
    try:
        return name.lower() == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def email_of(user: Mapping[str, Any] | None) -> str | None:
    """Return the e-mail address of somebody who is logged in, unless it is said to be unproven."""
    if not user or user.get("is_logged_in") is not True:
        return None
    unproven = str(user.get("email_verified", True)).lower() == "false"
    return None if unproven else str(user.get("email") or "").strip().lower() or None


@lru_cache(maxsize=1024)
def proof(passphrase: str, learner: str) -> str:
    """Return what a learner's facts keep of a pass-phrase: slow to try, no use to anybody else."""
    salt = f"hedgebook/instructor/{learner}".encode()
    return hashlib.pbkdf2_hmac("sha256", _bytes(passphrase), salt, _ROUNDS).hex()


def learner_of(user: Mapping[str, Any]) -> str | None:
    """Return the learner that a login stands for: its issuer and subject, which never change."""
    issuer, subject = user.get("iss"), user.get("sub")
    if user.get("is_logged_in") is not True or not issuer or not subject:
        return None
    return hashlib.sha256(json.dumps((str(issuer), str(subject))).encode()).hexdigest()[:32]
