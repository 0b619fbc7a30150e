"""The values of a team session: its mode, phase, rule and members."""

from enum import StrEnum
from typing import NamedTuple


class SessionMode(StrEnum):
    """`blind`: nobody sees another's work until the reveal. `panel`: all see all from the start.
    `solo`: the claims are dealt out, one reviewer each."""

    BLIND = "blind"
    PANEL = "panel"
    SOLO = "solo"


class Phase(StrEnum):
    """Where a session stands; it only goes forward. Panel and solo begin with the discussion.

    `reveal` is the time from the reveal to the first change or comment, which opens `discuss`.
    """

    BLIND = "blind"
    REVEAL = "reveal"
    DISCUSS = "discuss"
    VOTE = "vote"
    CLOSED = "closed"


class Rule(StrEnum):
    """The rule that turns ballots into a result; `store.state.ballots` applies it."""

    MAJORITY = "majority"
    UNANIMITY = "unanimity"
    EDITOR = "editor"


class Assign(StrEnum):
    """How claims are assigned: all to everybody, in turn, by hand, or to whoever asks next."""

    ALL = "all"
    ROUND_ROBIN = "round-robin"
    HAND = "hand"
    LOAD = "load"


class Reason(StrEnum):
    """Why reviewers differed, as the adjudicator sees it."""

    AMBIGUOUS_TEXT = "ambiguous_text"
    GUIDELINE_GAP = "guideline_gap"
    ANNOTATOR_ERROR = "annotator_error"
    EDGE_CASE = "edge_case"
    SUBJECTIVE_DISAGREEMENT = "subjective_disagreement"
    OTHER = "other"


class Workflow(StrEnum):
    """How far the work on a claim has come; always derived, never stored."""

    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    IN_REVIEW = "in_review"
    NEEDS_SECOND = "needs_second"
    ADJUDICATION = "adjudication"
    DONE = "done"


class Session(NamedTuple):
    """`uid` is the event that created it, `host` the id of who did, `lease` seconds."""

    id: int
    uid: str
    document: int
    title: str
    mode: SessionMode
    rule: Rule
    scale: str
    votes: int
    reviews: int
    assign: Assign
    lease: int
    returns: bool
    host: str
    phase: Phase
    created_at: str
    revealed_at: str
    voted_at: str
    closed_at: str

    @property
    def open(self) -> bool:
        return self.phase is not Phase.CLOSED

    @property
    def blind(self) -> bool:
        return self.phase is Phase.BLIND

    @property
    def deals(self) -> bool:
        """Whether claims are assigned in this phase: until the reveal, or without one until the
        vote."""
        working = self.mode is not SessionMode.BLIND and self.phase is Phase.DISCUSS
        return self.assign is not Assign.ALL and (self.blind or working)

    @property
    def sends_back(self) -> bool:
        """Whether a claim on which verdicts differ goes back to work."""
        return self.returns and self.phase in (Phase.REVEAL, Phase.DISCUSS)

    def stands_above(self, ruled_in: str, ruled_at: str) -> bool:
        """Whether its result overrides an adjudication made in session `ruled_in` (empty outside
        one) at `ruled_at`: a session that began later has looked again."""
        return not self.open and self.uid != ruled_in and self.created_at > ruled_at


class Member(NamedTuple):
    """A reviewer in a session."""

    id: int
    uid: str
    name: str
    role: str = ""
