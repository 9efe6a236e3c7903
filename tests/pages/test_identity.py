"""Who may see what instructors see: by login, by pass-phrase, or at the computer that serves."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.store import Store
from pages.ui import identity, permission
from pages.ui.patience import FORGOTTEN, FREE, LONGEST, Patience
from pages.ui.permission import Rules, Visitor, at_home, email_of, learner_of, may_teach, proof
from tests.pages.conftest import LEARNER, Open, texts
from tests.study.written import LAW

HOME = {"host": "localhost:8501", "origin": "http://localhost:8501", "upgrade": "websocket"}
PHRASE = "correct horse battery staple"
LOGGED_IN = {"is_logged_in": True, "email": "Ann@School.ca", "iss": "https://id", "sub": "7"}
ANN = frozenset({"ann@school.ca"})


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty course: what stands behind the gate does not matter here, and opens fast."""
    monkeypatch.setenv("HEDGEBOOK_COURSE", str(tmp_path / "course"))
    return tmp_path / "course"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Configure nothing, forget every wrong try, and hash fast."""
    for name in (identity.INSTRUCTORS, identity.PASSPHRASE, identity.PASSPHRASE_FILE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(identity, "_patience", Patience())
    monkeypatch.setattr(permission, "_ROUNDS", 1)
    proof.cache_clear()


def visitor(**changed: str) -> Visitor:
    """Return somebody at this computer, with some headers changed or added; empty: left out."""
    peer = changed.pop("peer", "127.0.0.1")
    headers = {**HOME, **changed}
    return Visitor(peer=peer, headers={name: text for name, text in headers.items() if text})


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"peer": "::1"},
        {"peer": "127.8.8.8"},
        {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"},
        {"host": "[::1]:8501", "origin": "http://[::1]:8501"},
        {"host": "LOCALHOST", "origin": ""},
    ],
)
def test_this_computers_own_user_is_at_home(changed: dict[str, str]) -> None:
    """However this computer is written, somebody who sits at it may see everything."""
    assert may_teach(visitor(**changed), Rules())


@pytest.mark.parametrize(
    "changed",
    [
        {"peer": "192.168.1.7"},
        {"peer": ""},
        {"peer": "nonsense"},
        {"host": "hedgebook.school.ca"},
        {"host": "localhost.evil.example"},
        {"host": ""},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"x-forwarded-for": "203.0.113.9"},
        {"x-forwarded-proto": "https"},
        {"x-forwarded-host": "hedgebook.school.ca"},
        {"forwarded": "for=203.0.113.9"},
        {"via": "1.1 proxy"},
        {"x-real-ip": "203.0.113.9"},
        {"cf-connecting-ip": "203.0.113.9"},
    ],
)
def test_anybody_else_is_not(changed: dict[str, str]) -> None:
    """Another computer, another name, another site, or anything in between closes it."""
    assert not may_teach(visitor(**changed), Rules())


def test_without_a_network_there_is_only_this_computer() -> None:
    """A page that a test runs has no headers at all."""
    assert at_home(Visitor())


@pytest.mark.parametrize(
    "rules",
    [
        Rules(login=True),
        Rules(login=True, instructors=ANN),
        Rules(passphrase=PHRASE),
        Rules(unreadable=True),
    ],
)
def test_whatever_is_configured_closes_it_at_home_too(rules: Rules) -> None:
    """A login or a pass-phrase is for everybody; one that cannot be read opens to nobody."""
    assert not may_teach(visitor(), rules)


def test_a_listed_address_opens() -> None:
    """Capitals do not matter; who is not listed stays outside."""
    rules = Rules(login=True, instructors=ANN)
    assert may_teach(Visitor(user=LOGGED_IN), rules)
    assert not may_teach(Visitor(user={**LOGGED_IN, "email": "bob@school.ca"}), rules)


@pytest.mark.parametrize(
    "claims",
    [
        {"is_logged_in": False},
        {"is_logged_in": "yes"},
        {"email": None},
        {"email": ""},
        {"email_verified": False},
        {"email_verified": "false"},
    ],
)
def test_an_unproven_address_opens_nothing(claims: dict[str, Any]) -> None:
    """Not logged in, no address, or one that the provider did not check."""
    user = {**LOGGED_IN, **claims}
    assert email_of(user) is None
    assert not may_teach(Visitor(user=user), Rules(login=True, instructors=ANN))
    assert not may_teach(Visitor(user=user), Rules(login=True))


def test_a_proof_opens_for_its_learner_until_the_phrase_changes() -> None:
    """What one browser keeps is no use to another, nor after a change."""
    known = Visitor(learner="ann", proofs=["é\ud800", proof(PHRASE, "ann")])
    assert may_teach(known, Rules(passphrase=PHRASE))
    assert may_teach(known, Rules(passphrase=PHRASE, login=True))
    assert not may_teach(known, Rules(passphrase="another phrase"))
    assert not may_teach(
        Visitor(learner="bob", proofs=[proof(PHRASE, "ann")]), Rules(passphrase=PHRASE)
    )
    assert not may_teach(Visitor(learner="ann", proofs=[proof("", "ann")]), Rules(login=True))


def test_a_login_is_one_learner_everywhere() -> None:
    """The same 32 digits for the same issuer and subject, other ones for another."""
    one = learner_of(LOGGED_IN)
    assert one is not None
    assert len(one) == 32
    assert one == learner_of({**LOGGED_IN, "email": "new@school.ca"})
    assert one != learner_of({**LOGGED_IN, "iss": "https://other"})
    assert learner_of({**LOGGED_IN, "iss": "a", "sub": "bc"}) != learner_of(
        {**LOGGED_IN, "iss": "ab", "sub": "c"}
    )
    assert learner_of({}) is None
    assert learner_of({**LOGGED_IN, "is_logged_in": False}) is None
    assert learner_of({**LOGGED_IN, "sub": ""}) is None


@LAW
@given(st.lists(st.floats(0, 100), max_size=20))
def test_waiting_grows_and_ends(pauses: list[float]) -> None:
    """A few slips are free; then the wait grows, never beyond its most, and always ends."""
    patience, now = Patience(), 1_000.0
    for place, pause in enumerate(pauses):
        assert patience.left(now) <= LONGEST
        assert place >= FREE or patience.left(now) == 0
        patience.refuse(now)
        assert patience.left(now + LONGEST) == 0
        now += pause


def test_waiting_is_forgotten() -> None:
    """After a right try at once, after a long time by itself."""
    patience = Patience()
    for _ in range(20):
        patience.refuse(0.0)
    assert patience.left(0.0) == LONGEST
    assert patience.left(-1e9) == LONGEST
    patience.refuse(FORGOTTEN + 1)
    assert patience.left(FORGOTTEN + 1) == 0
    patience.wrong = 20
    patience.forgive()
    assert patience.left(FORGOTTEN + 1) == 0


@pytest.mark.parametrize("path", ["teach/bank", "teach/evidence"])
def test_a_page_asks_for_the_pass_phrase(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Nothing of the page is there before it is given."""
    monkeypatch.setenv(identity.PASSPHRASE, PHRASE)
    app = open_page(path)
    assert [title.value for title in app.title] == ["For instructors"]
    assert len(app.text_input) == 1
    assert not app.tabs


def test_the_pass_phrase_opens_and_is_remembered(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    """In a new visit too, until it is changed; what is kept tells nothing of it."""
    monkeypatch.setenv(identity.PASSPHRASE, PHRASE)
    app = open_page("teach/bank")
    give(app, f" {PHRASE} ")
    assert app.title[0].value == "Question bank"
    assert open_page("teach/bank").title[0].value == "Question bank"
    (fact,) = Store(database).facts(LEARNER)
    assert PHRASE not in repr(fact)
    monkeypatch.setenv(identity.PASSPHRASE, "another phrase")
    assert open_page("teach/bank").title[0].value == "For instructors"


def test_wrong_tries_are_slowed_and_never_echoed(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    """After a few, even the right one has to wait; nothing is kept of any of them."""
    monkeypatch.setenv(identity.PASSPHRASE, PHRASE)
    app = open_page("teach/bank")
    for _ in range(FREE):
        give(app, "tr0ub4dor")
        assert "not the pass-phrase" in texts(app)
        assert "tr0ub4dor" not in texts(app)
        assert app.text_input[0].value == ""
    give(app, PHRASE)
    assert "Too many tries" in texts(app)
    assert app.title[0].value == "For instructors"
    assert Store(database).facts(LEARNER) == []
    identity._patience.last = time.time() - LONGEST
    give(app, PHRASE)
    assert app.title[0].value == "Question bank"


def test_nonsense_is_no_pass_phrase(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything may be typed."""
    monkeypatch.setenv(identity.PASSPHRASE, PHRASE)
    app = open_page("teach/bank")
    for junk in ("", "\x00", "'; drop table facts;--", "🙈" * 500, "a" * 1000):
        give(app, junk)
        assert app.title[0].value == "For instructors"
        assert not app.exception


def test_a_pass_phrase_may_stand_in_a_file(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As containers keep secrets; a file that is not there opens to nobody."""
    file = tmp_path / "phrase"
    monkeypatch.setenv(identity.PASSPHRASE_FILE, str(file))
    assert "cannot be read" in texts(open_page("teach/bank"))
    file.write_text(f"{PHRASE}\n", "utf-8")
    app = open_page("teach/bank")
    give(app, PHRASE)
    assert app.title[0].value == "Question bank"


def test_a_visitor_from_elsewhere_is_told_how_it_opens(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person who runs the server reads the setting's name; nobody is asked anything."""
    monkeypatch.setattr(identity, "_visitor", lambda _: visitor(peer="192.168.1.7"))
    app = open_page("teach/bank")
    assert identity.PASSPHRASE in texts(app)
    assert not app.text_input
    assert not app.tabs


@pytest.mark.parametrize(
    ("user", "said"),
    [
        ({"is_logged_in": False}, "Sign in with an instructor's account"),
        (LOGGED_IN, "not on the list"),
    ],
)
def test_a_login_is_offered(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, user: dict[str, Any], said: str
) -> None:
    """Who is not logged in may do so; who is and is not listed reads whom to ask."""
    monkeypatch.setattr(identity, "_user", lambda: user)
    app = open_page("teach/bank")
    assert said in texts(app)
    assert next(button.label for button in app.button).startswith("Sign in")
    monkeypatch.setenv(identity.INSTRUCTORS, "someone@school.ca, ANN@school.ca")
    opened = open_page("teach/bank").title[0].value == "Question bank"
    assert opened == (user is LOGGED_IN)


def give(app: Any, phrase: str) -> None:
    """Type a pass-phrase and submit it."""
    app.text_input[0].set_value(phrase)
    next(button for button in app.button if button.label == "Open").click()
    app.run()
