"""Acts that name who says the current claim, and acts on the source that is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.model import OWN_VOICE
from claims.text import one_line
from store.errors import WrongUsage
from store.queries import claim_places, known_sources
from store.verbs import naming, sources
from tui.keys import AT_HAND, Mode
from tui.screens import source_picker
from tui.screens.ask_line import ask
from tui.screens.held_words import held_voices, voices
from tui.screens.review import source_line
from tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from store.verbs.desk import Change
    from store.verbs.naming import Chain, Voice
    from tui.screens.review.screen import ReviewScreen

Picked = Callable[[list["Voice | None"]], None]


def accept(screen: ReviewScreen) -> None:
    row = screen.claim
    if row.attributions:
        screen.say("this claim already has a source; s names another, s 0 removes it")
        return
    change = naming.accept(screen.desk, row.id)
    screen.view.learn_names()
    screen.changed(
        change, f"#{row.number} source {one_line(voices(row.suggestions, screen.view.names))}"
    )


def ask_source(screen: ReviewScreen) -> None:
    screen.adding = False
    screen.enter(Mode.SOURCE)


def ask_second(screen: ReviewScreen) -> None:
    screen.adding = True
    screen.enter(Mode.SOURCE)


def at_hand(screen: ReviewScreen, key: str) -> None:
    """A digit names a voice of the article, a letter a source that every desk has."""
    source, _ = AT_HAND.get(key, ("", ""))
    own = screen.view.voices
    if key.isdecimal() and 0 < int(key) <= len(own):
        voice = own[int(key) - 1]
        _give(screen, [voice.source_id or voice])
    elif source in screen.view.names:
        _give(screen, [source])
    else:
        screen.enter(Mode.NORMAL)
        what = "voice here has the number" if key.isdecimal() else "source has the letter"
        screen.say(f"no {what} {one_line(key)}; s s shows all sources")


def own_voice(screen: ReviewScreen) -> None:
    """Nobody says this: the article does."""
    _give(screen, [OWN_VOICE])


def _give(screen: ReviewScreen, chain: Chain) -> None:
    """Name the current claim's source, or one more after `S`."""
    row, adding = screen.claim, screen.adding
    screen.adding = False
    if adding:
        change = naming.join(screen.desk, row.id, chain)
    else:
        change = naming.attribute(screen.desk, row.id, [chain])
    screen.enter(Mode.NORMAL)
    _say_named(screen, change)


def _say_named(screen: ReviewScreen, change: Change) -> None:
    screen.view.learn_names()
    screen.view.changed(screen.claim.id)
    row = screen.claim
    held = held_voices(row.attributions, screen.view.names)
    screen.changed(change, f"#{row.number} source {one_line(held)}")


def pick_source(screen: ReviewScreen) -> None:
    """Choice among all sources, the article's own first; a chain can be typed, and a new name."""

    def picked(links: list[Voice | None]) -> None:
        _give(screen, _whole(links, naming.speaking(screen.desk, screen.claim.id)))

    _pick(screen, picked, chain=True)


def _pick(screen: ReviewScreen, picked: Picked, *, chain: bool = False) -> None:
    source_picker.pick_source(
        screen,
        show=screen.query_one("#panel", TextLines).update,
        picked=picked,
        closed=lambda: screen.follow(screen.claims.cursor),
        voices=screen.view.voices,
        chain=chain,
    )


def _whole(links: list[Voice | None], standing: list[Voice]) -> list[Voice]:
    """The chain that is meant: an empty first link is all that stands before the speaker, or the
    speaker alone; an empty last one is the speaker."""
    chain = [link for link in links if link is not None]
    if links[0] is None:
        chain = [*(standing[:-1] or standing), *chain]
    return [*chain, *standing[-1:]] if links[-1] is None else chain


def clear_source(screen: ReviewScreen) -> None:
    row = screen.claim
    screen.enter(Mode.NORMAL)
    screen.changed(naming.attribute(screen.desk, row.id, []), f"#{row.number} source removed")


def refuse(screen: ReviewScreen) -> None:
    """The suggestion is wrong: it goes, and later claims of that voice learn it."""
    row = screen.claim
    screen.enter(Mode.NORMAL)
    if row.attributions:
        screen.say("this claim has a source, not a suggestion; s 0 removes it")
        return
    change = naming.refuse(screen.desk, row.id)
    gone = one_line(voices(row.suggestions, screen.view.names))
    screen.changed(change, f"#{row.number} is not {gone}")


# --- the source itself ---------------------------------------------------------------------------


def same_as(screen: ReviewScreen) -> None:
    """The source of this claim is another source of the registry: the two become one."""
    line = _named(screen)

    def picked(links: list[Voice | None]) -> None:
        into = links[-1]
        if not isinstance(into, str):
            raise WrongUsage("that voice is no source yet; accept it on a claim of its own first")
        change = sources.merge(screen.desk, line.id, into, about=_article(screen))
        screen.view.learn_names()
        name = one_line(known_sources.names(screen.desk.conn)[into])
        screen.changed(change, f"{one_line(line.name)} is {name}")

    _pick(screen, picked)


def describe(screen: ReviewScreen) -> None:
    """Name, role and body of this claim's source, on one line."""
    line = _named(screen)
    shown = source_line.told(line, known_sources.names(screen.desk.conn))

    def done(text: str | None) -> None:
        if text is None or text.strip() == shown:
            return
        said = source_line.typed(text)
        change = sources.describe(screen.desk, line.id, **said._asdict(), about=_article(screen))
        screen.view.learn_names()
        screen.changed(change, f"source {one_line(text.strip())}")

    ask(screen, done, placeholder=source_line.HINT, value=shown)


def _named(screen: ReviewScreen) -> known_sources.SourceLine:
    """The source of the current claim. Raises: `WrongUsage` where none is named."""
    speaker = next((one.speaker for one in screen.claim.attributions if one.speaker), None)
    if speaker is None:
        raise WrongUsage("name this claim's source first: space accepts what is suggested")
    return known_sources.find(screen.desk.conn, speaker)


def _article(screen: ReviewScreen) -> str:
    return claim_places.sha256(screen.desk.conn, screen.document)
