"""Agreement in a session: the figures are the witness's, fields stay apart, the blind phase tells
nothing. The witness is the PyPI package `krippendorff`."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.agreement.values import NoFigure, Undefined
from claims.intake import read_document
from claims.model import AttributionStatus, SourceClass
from claims.scales import NEWSROOM, POLITIFACT
from store.errors import NotPermitted
from store.queries import claim_listing
from store.queries.team import agreement_figures, session_rows, team_agreement
from store.queries.team.team_agreement import Agreements, Compared, Field
from store.state.attribution import HeldAttribution
from store.state.session import Session, SessionMode
from store.verbs import intake, judging, naming, scales, sessions, sources
from store.verbs.desk import Desk

TEXT = "Port sample\n\n" + "\n\n".join(
    f"A port official said that ship {n} had sunk in the harbour." for n in range(1, 11)
)
PEOPLE = ("ana", "ben", "cyd")
_NUMBERS = itertools.count()


class Team(NamedTuple):
    """An editor's desk and one for each reviewer, on one file, with ten claims."""

    editor: Desk
    desks: dict[str, Desk]
    document: int
    claims: list[int]

    def session(self, **how: Any) -> Session:
        return sessions.create(self.editor, self.document, sessions.Plan(PEOPLE, **how))

    def judged(self, given: dict[str, str], letters: dict[str, str]) -> None:
        """Each reviewer's verdicts as a row of letters, a claim each; a dot is none."""
        for who, row in given.items():
            for claim, letter in zip(self.claims, row, strict=False):
                if letter != ".":
                    judging.judge(self.desks[who], claim, status=letters[letter])


LETTERS = {status.letter: status.id for status in NEWSROOM.statuses}


@pytest.fixture
def made(open_at: Callable[..., Desk]) -> Callable[[str], Team]:
    def factory(name: str = "t.db") -> Team:
        editor = open_at("ed", name)
        data = TEXT.encode()
        document = intake.take_in(
            editor, data, read_document(data, "port.txt"), "port.txt"
        ).document
        desks = {who: open_at(who, name) for who in PEOPLE}
        return Team(editor, desks, document, claim_listing.listing(editor.conn, document))

    return factory


@pytest.fixture
def team(made: Callable[[str], Team]) -> Team:
    return made("t.db")


def field(found: Agreements, name: Field, scale: str = "") -> Compared:
    return next(one for one in found.fields if one.field is name and scale in ("", one.scale))


def told(team: Team, session: Session) -> Agreements:
    return team_agreement.of_session(team.editor.conn, session)


# --- figures -------------------------------------------------------------------------------------


def witness(team: Team, given: dict[str, str], level: str) -> float | None:
    """Krippendorff's alpha of rows of letters, by the witness; None where it has none.

    For the ordinal one the values are the ratings, so what has none is no value.
    """
    if level == "ordinal":
        codes = {s.letter: float(s.rating) for s in NEWSROOM.statuses if s.rating}
    else:
        codes = {s.letter: float(n) for n, s in enumerate(NEWSROOM.statuses)}
    data = [[codes.get(letter, math.nan) for letter in row] for row in given.values()]
    try:
        value = float(
            krippendorff.alpha(
                reliability_data=data,
                value_domain=sorted(codes.values()),
                level_of_measurement=level,  # type: ignore[arg-type]
            )
        )
    except ValueError:
        return None
    return None if math.isnan(value) else value


ROWS = st.fixed_dictionaries({who: st.text("VVFMCD.", min_size=10, max_size=10) for who in PEOPLE})


@settings(settings.get_profile("one desk"), max_examples=8)
@given(data=st.data())
@pytest.mark.filterwarnings("ignore:invalid value encountered")
def test_alpha_of_the_verdicts_is_the_witness_s(
    made: Callable[[str], Team], data: st.DataObject
) -> None:
    given_rows = data.draw(ROWS)
    team = made(f"{next(_NUMBERS)}.db")
    session = team.session()
    team.judged(given_rows, LETTERS)
    found = field(told(team, sessions.reveal(team.editor, session)), Field.VERIFICATION).before
    assert found is not None
    assert found.ordinal is not None
    for alpha, level in ((found.nominal, "nominal"), (found.ordinal, "ordinal")):
        expected = witness(team, given_rows, level)
        if expected is None:
            assert isinstance(alpha.value, Undefined)
        else:
            assert alpha.value == pytest.approx(expected)


def test_kappa_is_the_one_worked_by_hand(team: Team) -> None:
    """4 twice verified, 3 twice false, 2 and 1 apart: observed 0.7, by chance
    0.6 * 0.5 + 0.4 * 0.5 = 0.5, so kappa = 0.2 / 0.5."""
    session = team.session()
    team.judged({"ana": "VVVVFFFVVF", "ben": "VVVVFFFFFV"}, LETTERS)
    found = field(told(team, sessions.reveal(team.editor, session)), Field.VERIFICATION).before
    assert found is not None
    (kappa,) = found.kappas
    assert (kappa.value, kappa.observed) == (pytest.approx(0.4), pytest.approx(0.7))
    assert {kappa.first, kappa.second} == {
        found_in.uid for found_in in session_rows.members(team.editor.conn, session)[:2]
    }


def test_statuses_of_one_rating_tie_in_ordinal_alpha_and_still_disagree(team: Team) -> None:
    """`false` and `pants on fire` are both rated 1."""
    letters = {status.letter: status.id for status in POLITIFACT.statuses}
    session = team.session(scale=POLITIFACT)
    team.judged({"ana": "TFFMHT", "ben": "TPFMHT"}, letters)
    found = field(told(team, sessions.reveal(team.editor, session)), Field.VERIFICATION).after
    assert found.ordinal is not None
    assert found.ordinal.value == 1.0
    assert isinstance(found.nominal.value, float)
    assert found.nominal.value < 1
    (apart,) = found.disagreements
    assert apart.weight == pytest.approx(1 / 5)


def test_a_verdict_without_a_rating_is_left_out_of_the_order(team: Team) -> None:
    session = team.session()
    team.judged({"ana": "VFD", "ben": "VFV"}, LETTERS)
    found = field(told(team, sessions.reveal(team.editor, session)), Field.VERIFICATION).after
    assert found.ordinal is not None
    assert (found.ordinal.left_out, found.nominal.left_out) == (1, 0)


# --- before and after ----------------------------------------------------------------------------


def test_what_is_changed_after_the_reveal_changes_only_the_figures_after(team: Team) -> None:
    session = team.session()
    team.judged({"ana": "VVFF", "ben": "VVVV"}, LETTERS)
    session = sessions.reveal(team.editor, session)
    team.judged({"ben": "..FF"}, LETTERS)
    found = field(told(team, session), Field.VERIFICATION)
    assert found.before is not None
    assert (found.before.percent.value, found.after.percent.value) == (0.5, 1.0)


def test_what_is_changed_after_the_close_changes_no_figure(team: Team) -> None:
    session = team.session()
    team.judged({"ana": "VV", "ben": "VF"}, LETTERS)
    session = sessions.close(team.editor, sessions.reveal(team.editor, session))
    team.judged({"ben": ".V"}, LETTERS)
    found = told(team, session)
    assert found.moment == "close"
    assert field(found, Field.VERIFICATION).after.percent.value == 0.5


def test_a_panel_is_told_as_it_is_now(team: Team) -> None:
    session = team.session(mode=SessionMode.PANEL)
    team.judged({"ana": "V", "ben": "V"}, LETTERS)
    found = told(team, session)
    assert (found.moment, {one.before for one in found.fields}) == ("now", {None})


def test_an_article_without_a_session_is_told_of_all_who_judged_it(team: Team) -> None:
    team.judged({"ana": "VV", "ben": "VF"}, LETTERS)
    found = team_agreement.of_article(team.editor.conn, team.document)
    assert found.session is None
    assert field(found, Field.VERIFICATION).after.percent.value == 0.5


def test_a_member_of_a_blind_session_is_told_nothing(team: Team) -> None:
    session = team.session()
    team.judged({"ana": "V", "ben": "F"}, LETTERS)
    with pytest.raises(NotPermitted, match="session 1 is blind: agreement is shown after"):
        team_agreement.of_session(team.desks["ana"].conn, session)
    with pytest.raises(NotPermitted, match="shown after the reveal"):
        team_agreement.of_article(team.desks["ana"].conn, team.document)


def test_an_editor_outside_it_is_told_of_a_blind_session(team: Team) -> None:
    session = team.session()
    team.judged({"ana": "V", "ben": "F"}, LETTERS)
    assert field(told(team, session), Field.VERIFICATION).after.percent.value == 0.0


# --- fields --------------------------------------------------------------------------------------


def test_two_who_add_the_same_voice_name_the_same_source(team: Team) -> None:
    session = team.session(mode=SessionMode.PANEL)
    for who, name in (("ana", "Port  Office"), ("ben", "port office")):
        desk = team.desks[who]
        voice = sources.add(desk, name, SourceClass.OFFICIAL_STATEMENT)
        naming.attribute(desk, team.claims[0], ["cctv", voice] if who == "ana" else [voice, "cctv"])
    found = field(told(team, session), Field.SOURCE)
    assert found.after.percent.value == 1.0
    assert len(found.labels) == 1


def test_the_source_is_the_innermost_voice(team: Team) -> None:
    session = team.session(mode=SessionMode.PANEL)
    said = HeldAttribution(("cctv", "xi-jinping"))
    judging.judge(team.desks["ana"], team.claims[0], attributions=[said])
    naming.attribute(team.desks["ben"], team.claims[0], ["xi-jinping"])
    naming.attribute(team.desks["cyd"], team.claims[0], ["cctv"])
    found = field(told(team, session), Field.SOURCE)
    assert found.after.percent.value == pytest.approx(1 / 3)


def test_unchecked_is_no_judgement_of_an_attribution(team: Team) -> None:
    session = team.session(mode=SessionMode.PANEL)
    judging.judge(team.desks["ana"], team.claims[0], attribution_status=AttributionStatus.UNCHECKED)
    judging.judge(team.desks["ben"], team.claims[0], attribution_status=AttributionStatus.ALTERED)
    found = field(told(team, session), Field.ATTRIBUTION)
    assert (found.after.units, found.after.disagreements) == (1, ())


def test_verdicts_of_two_scales_are_never_compared(team: Team) -> None:
    team.judged({"ana": "V"}, LETTERS)
    for who in PEOPLE:
        scales.use(team.desks[who], POLITIFACT)
    judging.judge(team.desks["ben"], team.claims[0], status="false")
    found = team_agreement.of_article(team.editor.conn, team.document)
    verdicts = [one for one in found.fields if one.field is Field.VERIFICATION]
    assert [one.title for one in verdicts] == [
        "verification status (newsroom)",
        "verification status (politifact)",
    ]
    assert {len(one.after.disagreements) for one in verdicts} == {0}


def test_a_figure_that_is_not_defined_is_told_with_its_reason(team: Team) -> None:
    session = team.session()
    team.judged({"ana": "CC", "ben": "CC"}, LETTERS)
    found = told(team, sessions.reveal(team.editor, session))
    verdicts = field(found, Field.VERIFICATION)
    value = verdicts.after.nominal.value
    assert isinstance(value, Undefined)
    assert (value.reason, value.only) == (NoFigure.ONE_VALUE, "missing context")
    assert list(agreement_figures.reasons(verdicts, found)) == [
        "alpha, nominal; alpha, ordinal; kappa ana, ben: Wherever judgements can be compared,"
        " everybody chose “missing context”: there is no chance to correct for."
    ]


def test_no_figure_says_100_percent_of_less(team: Team) -> None:
    session = team.session()
    team.judged({"ana": "VVVVVVVVVV", "ben": "VVVVVVVVVF", "cyd": "VVVVVVVVVV"}, LETTERS)
    found = told(team, sessions.reveal(team.editor, session))
    rows = {row.label: row.cells for row in agreement_figures.rows(found.fields[-1], found)}
    assert rows["percent"] == ("93 % (10 claims)", "93 % (10 claims)")


def test_two_who_name_a_source_by_name_and_by_alias_agree(team: Team) -> None:
    session = team.session(mode=SessionMode.PANEL)
    naming.attribute(team.desks["ana"], team.claims[0], ["xinhua"])
    agency = sources.add(team.desks["ben"], "Xinhua News Agency", SourceClass.STATE_MEDIA)
    naming.attribute(team.desks["ben"], team.claims[0], [agency])
    assert field(told(team, session), Field.SOURCE).after.percent.value == 1.0


def test_two_who_name_sources_that_are_merged_agree(team: Team) -> None:
    session = team.session(mode=SessionMode.PANEL)
    voices = {who: sources.add(team.desks[who], name, SourceClass.EXPERT) for who, name in MERGED}
    for who, voice in voices.items():
        naming.attribute(team.desks[who], team.claims[0], [voice])
    sources.merge(team.editor, voices["ana"], voices["ben"])
    assert field(told(team, session), Field.SOURCE).after.percent.value == 1.0


MERGED = (("ana", "C. Weiss"), ("ben", "Karl Weiss"))
