"""The registry of shipped sources, and how a mention finds its source.

A mention resolves by name alone. It is an alias, or it holds one as whole words: the longest, and a
person before an organisation, so that "Kremlin aide Yuri Ushakov" is Ushakov. Whoever is not listed
resolves to nobody: a wrong source is worse than none. Slugs are permanent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.model import Mention, Source, SourceClass
from claims.reading.english.function_words import word_set

_OFFICIAL = SourceClass.OFFICIAL_STATEMENT
_STATE = SourceClass.STATE_MEDIA
_AGENCY = SourceClass.NEWS_AGENCY
_MEDIA = SourceClass.INDEPENDENT_MEDIA
_DATA = SourceClass.DATASET


def _source(
    slug: str, name: str, kind: SourceClass, *aliases: str, of: str | None = None
) -> Source:
    return Source(slug, name, kind, (name, *aliases), organisation=of)


SHIPPED: tuple[Source, ...] = (
    _source(
        "cctv", "CCTV", _STATE, "China Central Television", "Chinese state broadcaster",
        "China's state broadcaster", "the state broadcaster", "state broadcaster",
        "state television", "Chinese state television", "CGTN", "央视", "中央电视台",
        "中国中央电视台",
    ),
    _source("xinhua", "Xinhua", _STATE, "Xinhua News Agency", "新华社", "新华"),
    _source("global-times", "Global Times", _STATE, "环球时报"),
    _source("peoples-daily", "People's Daily", _STATE, "Renmin Ribao", "人民日报"),
    _source(
        "chinese-foreign-ministry", "Chinese foreign ministry", _OFFICIAL,
        "China's foreign ministry", "Foreign Ministry of China",
        "Ministry of Foreign Affairs of China", "Chinese Ministry of Foreign Affairs",
        "Beijing's foreign ministry", "foreign ministry in Beijing", "中国外交部", "外交部",
    ),
    _source(
        "gacc", "General Administration of Customs of China", _DATA,
        "General Administration of Customs", "GACC", "Chinese customs data",
        "China's customs data", "customs data", "Chinese customs", "China Customs",
        "China's customs administration", "Chinese customs administration",
        "customs administration", "customs figures", "Chinese customs figures",
        "China's customs agency",
        "海关总署",
        "中国海关",
    ),
    _source(
        "nbs-china", "National Bureau of Statistics of China", _DATA,
        "National Bureau of Statistics", "China's statistics bureau", "国家统计局",
    ),
    _source(
        "kremlin", "Kremlin", _OFFICIAL, "the Kremlin", "the Kremlin readout", "Kremlin readout",
        "Kremlin press service", "Russian presidency", "Кремль",
    ),
    _source(
        "chinese-government", "Chinese government", _OFFICIAL, "China's government",
        "government of China", "government in Beijing", "Chinese authorities",
    ),
    _source("tass", "TASS", _STATE, "ITAR-TASS", "ТАСС"),
    _source("ria-novosti", "RIA Novosti", _STATE, "RIA", "РИА Новости"),
    _source("interfax", "Interfax", _AGENCY, "Интерфакс"),
    _source("rt", "RT", _STATE, "Russia Today"),
    _source(
        "russian-foreign-ministry", "Russian foreign ministry", _OFFICIAL,
        "Russia's foreign ministry", "Foreign Ministry of Russia",
        "Russian Ministry of Foreign Affairs", "Moscow's foreign ministry", "МИД России",
    ),
    _source("reuters", "Reuters", _AGENCY, "Thomson Reuters"),
    _source("afp", "AFP", _AGENCY, "Agence France-Presse"),
    _source("ap", "AP", _AGENCY, "Associated Press"),
    _source("bbc", "BBC", _MEDIA, "British Broadcasting Corporation", "BBC News"),
    _source("nyt", "The New York Times", _MEDIA, "New York Times", "NYT", "NY Times"),
    _source("bloomberg", "Bloomberg", _MEDIA, "Bloomberg News"),
    _source("white-house", "White House", _OFFICIAL, "the White House"),
    _source(
        "us-state-department", "US State Department", _OFFICIAL, "State Department",
        "U.S. State Department", "US Department of State", "Department of State",
    ),
    _source(
        "pentagon", "Pentagon", _OFFICIAL, "the Pentagon", "US Defense Department",
        "US Department of Defense", "Defense Department", "U.S. Department of Defense",
    ),
    _source("un", "United Nations", _OFFICIAL, "UN", "U.N.", "the UN"),
    _source(
        "nato", "NATO", _OFFICIAL, "North Atlantic Treaty Organization",
        "North Atlantic Treaty Organisation", "НАТО",
    ),
    _source("eu-commission", "European Commission", _OFFICIAL, "EU Commission", "the Commission"),
    _source("imf", "IMF", _OFFICIAL, "International Monetary Fund"),
    _source("world-bank", "World Bank", _OFFICIAL, "the World Bank"),
    _source("who", "World Health Organization", _OFFICIAL, "World Health Organisation", "WHO"),
    _source(
        "xi-jinping", "Xi Jinping", _OFFICIAL, "Xi", "President Xi", "Chinese President Xi",
        "习近平", of="chinese-government",
    ),
    _source(
        "vladimir-putin", "Vladimir Putin", _OFFICIAL, "Putin", "President Putin",
        "Владимир Путин", "Путин", of="kremlin",
    ),
    _source("yuri-ushakov", "Yuri Ushakov", _OFFICIAL, "Ushakov", "Юрий Ушаков", of="kremlin"),
    _source(
        "dmitry-peskov", "Dmitry Peskov", _OFFICIAL, "Peskov", "Kremlin spokesman",
        "Дмитрий Песков", of="kremlin",
    ),
    _source(
        "wang-yi", "Wang Yi", _OFFICIAL, "Chinese Foreign Minister Wang", "王毅",
        of="chinese-foreign-ministry",
    ),
    _source(
        "sergey-lavrov", "Sergey Lavrov", _OFFICIAL, "Sergei Lavrov", "Lavrov", "Сергей Лавров",
        of="russian-foreign-ministry",
    ),
    _source(
        "state-media", "state media", _STATE, "Chinese state media", "Russian state media",
        "China's state media", "Russia's state media", "state-run media", "state news media",
    ),
    _source(
        "unnamed-official", "unnamed official", SourceClass.UNNAMED, "an official", "officials",
        "a senior official", "senior officials", "a government official", "government officials",
        "an official who spoke on condition of anonymity",
    ),
)  # fmt: skip

# Named whole or not at all: inside a longer mention these are somebody else ("US officials").
_WHOLE_ONLY = frozenset({"unnamed-official"})
# "Xi's readout" speaks for Xi, "Xi's spokesman" does not.
_DOCUMENTS = word_set(
    "readout statement speech letter remarks comments post account article office words"
)

_ARTICLE = re.compile(r"(?:the|a|an)\s+")
_WORD = re.compile(r"[\w'&.-]*\w\.?")
_LONGEST_MENTION = 60


@dataclass(frozen=True, slots=True)
class _Alias:
    """`description` is an alias without a capital: it says what somebody is, not who."""

    source: Source
    description: bool
    length: int

    @property
    def speaks_for_another(self) -> bool:
        """Surely a person. A source without an organisation may be one, or a company."""
        return self.source.organisation is not None

    @property
    def rank(self) -> tuple[bool, int]:
        return self.speaks_for_another, self.length


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a mention: as compared, and what its writing tells."""

    low: str
    capital: bool
    possessive: bool


class Registry:
    """An index over sources, built once; the first source listed keeps a contested alias."""

    def __init__(self, sources: Iterable[Source] = SHIPPED) -> None:
        self._sources = {source.id: source for source in sources}
        self._aliases: dict[str, _Alias] = {}
        for source in self._sources.values():
            self._index(source)
        self._longest = max((alias.length for alias in self._aliases.values()), default=1)
        self._unspaced = tuple(alias for alias in self._aliases if _is_unspaced(alias))

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def get(self, source_id: str | None) -> Source | None:
        return self._sources.get(source_id) if source_id is not None else None

    def resolve(self, mention: str) -> Mention | None:
        """`mention` with the id of the source that it names or holds; None when there is none."""
        known = self._aliases.get(normalised(mention))
        if known is not None and _case_fits(known, mention):
            return Mention(mention, known.source.id)
        inside = self._inside(mention) or self._unspaced_inside(mention)
        return Mention(mention, inside.id) if inside is not None else None

    def _index(self, source: Source) -> None:
        for alias in (source.name, *source.aliases):
            key = normalised(alias)
            if key:
                entry = _Alias(source, alias.islower() and alias.isascii(), len(key.split()))
                self._aliases.setdefault(key, entry)

    def _inside(self, mention: str) -> Source | None:
        words = _words(mention)[:_LONGEST_MENTION]
        best: _Alias | None = None
        for start in range(len(words)):
            for end in range(min(len(words), start + self._longest), start, -1):
                known = self._aliases.get(" ".join(word.low for word in words[start:end]))
                if known is None or not _fits(known, words, start, end):
                    continue
                if best is None or known.rank > best.rank:
                    best = known
        return best.source if best is not None and _case_fits(best, mention) else None

    def _unspaced_inside(self, mention: str) -> Source | None:
        """Scripts that write without spaces have no whole words."""
        if mention.isascii():
            return None
        folded = unicodedata.normalize("NFKC", mention).casefold()
        held = [alias for alias in self._unspaced if alias in folded]
        return self._aliases[max(held, key=len)].source if held else None


def _fits(known: _Alias, words: Sequence[_Word], start: int, end: int) -> bool:
    """Whether an alias found inside a mention is the one who speaks there."""
    if known.source.id in _WHOLE_ONLY:
        return False
    if known.description:  # "Belgian state television" is not ours
        return start == 0 or not words[start - 1].capital
    if known.speaks_for_another:
        later = words[end:]
        speaks = not later or any(word.low in _DOCUMENTS for word in later)
        return speaks or not words[end - 1].possessive
    return not any(word.low in ("former", "ex", "one-time") for word in words[:start])


def _is_unspaced(alias: str) -> bool:
    return any("\u3040" <= char <= "\u9fff" for char in alias)


def normalised(mention: str) -> str:
    """A mention for comparing: case, articles, possessive and compatibility forms gone."""
    folded = unicodedata.normalize("NFKC", mention).casefold().strip()
    return " ".join(word.low for word in _words(_ARTICLE.sub("", folded, count=1)))


def _words(mention: str) -> list[_Word]:
    words = []
    for raw in unicodedata.normalize("NFKC", mention).replace("’", "'").split():
        match = _WORD.match(raw.strip("\"'“”‘,;:()[]"))
        if match:
            word = match[0]
            low = word.casefold().removesuffix("'s").rstrip(".").rstrip("'")
            words.append(_Word(low, word[0].isupper(), word.endswith("'s")))
    return words


def _case_fits(known: _Alias, mention: str) -> bool:
    """An acronym that is also a word needs its capitals: "who" is no agency."""
    return known.source.id != "who" or "WHO" in mention or "ealth" in mention


_SHIPPED_REGISTRY: list[Registry] = []


def shipped() -> Registry:
    """The registry of the shipped sources, built at first use."""
    if not _SHIPPED_REGISTRY:
        _SHIPPED_REGISTRY.append(Registry())
    return _SHIPPED_REGISTRY[0]


def resolve(mention: str, sources: Iterable[Source] = SHIPPED) -> Mention | None:
    """The source that `mention` names, among `sources`; for many mentions keep a `Registry`."""
    registry = shipped() if sources is SHIPPED else Registry(sources)
    return registry.resolve(mention)
