"""The frame of the review screen: the line above the work and the lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from claims.scales import Scale
from claims.text import one_line
from tui.keys import Key, Mode, label_of
from tui.screens import bars
from tui.screens.review import rows

if TYPE_CHECKING:
    from textual.content import Content

    from store.queries.articles import Article
    from tui.screens.review.claims_in_view import ClaimsInView
    from tui.screens.review.team import Team


def top(
    article: Article, view: ClaimsInView, team: Team, *, leads: int, saved: str, width: int
) -> str:
    """The article and how far it is; at the right the team, and what was saved last."""
    there, state = team.top(wide=width >= bars.WIDE), _state(article, saved)
    return bars.top_line(
        article.file_name or article.title,
        article.claims,
        article.decided,
        view.splits,
        rows.view_name(view.filter, view.names),
        f"{there}  {state}" if there and state else there or state,
        width,
        leads=leads,
    )


def _state(article: Article, saved: str) -> str:
    if article.signed_at and article.changed_since:
        return f"{article.changed_since} since sign-off  {saved}".rstrip()
    if article.signed_at:
        return f"signed by {one_line(article.signed_by)}"
    return f"saved {saved}" if saved else ""


class Foot(NamedTuple):
    """The lines at the foot: verdicts or further keys, keys, and what the letters mean."""

    verdicts: str | Content
    keys: str | Content
    legend: str | Content


def foot(
    mode: Mode,
    keys: tuple[Key, ...],
    scale: Scale,
    width: int,
    *,
    picking: bool = False,
    voting: bool = False,
    voices: Sequence[str] = (),
) -> Foot:
    """What the next key does."""
    hints = bars.hints(mode, keys, picking=picking, voices=voices)
    if mode is Mode.NORMAL:
        search, help_ = label_of("search", keys).shown, label_of("help", keys).shown
        upper = bars.verdict_line(scale, keys, width, voting=voting)
        lower = bars.mode_line(mode, hints, f"{search} search  {help_} help ", width)
    else:
        count = bars.fitting(mode, hints, width)
        upper = bars.hint_line(hints[count:], width)
        lower = bars.mode_line(mode, hints[:count], "", width)
    return Foot(upper, lower, bars.legend_line(scale, width))
