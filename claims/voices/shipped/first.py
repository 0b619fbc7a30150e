"""The sources of the sample story and around it: China, Russia, the great agencies and bodies."""

from __future__ import annotations

from claims.model import OWN_VOICE, Source, SourceClass
from claims.voices.shipped.row import source

_OFFICIAL = SourceClass.OFFICIAL_STATEMENT
_STATE = SourceClass.STATE_MEDIA
_AGENCY = SourceClass.NEWS_AGENCY
_MEDIA = SourceClass.INDEPENDENT_MEDIA
_DATA = SourceClass.DATASET

ROWS: tuple[Source, ...] = (
    source(
        "cctv", "CCTV", _STATE, "China Central Television", "Chinese state broadcaster",
        "China's state broadcaster", "the state broadcaster", "state broadcaster",
        "state television", "Chinese state television", "CGTN", "央视", "中央电视台",
        "中国中央电视台",
    ),
    source("xinhua", "Xinhua", _STATE, "Xinhua News Agency", "新华社", "新华"),
    source("global-times", "Global Times", _STATE, "环球时报"),
    source("peoples-daily", "People's Daily", _STATE, "Renmin Ribao", "人民日报"),
    source(
        "chinese-foreign-ministry", "Chinese foreign ministry", _OFFICIAL,
        "China's foreign ministry", "Foreign Ministry of China",
        "Ministry of Foreign Affairs of China", "Chinese Ministry of Foreign Affairs",
        "Beijing's foreign ministry", "foreign ministry in Beijing", "中国外交部", "外交部",
    ),
    source(
        "gacc", "General Administration of Customs of China", _DATA,
        "General Administration of Customs", "GACC", "Chinese customs data",
        "China's customs data", "customs data", "Chinese customs", "China Customs",
        "China's customs administration", "Chinese customs administration",
        "customs administration", "customs figures", "Chinese customs figures",
        "China's customs agency",
        "海关总署",
        "中国海关",
    ),
    source(
        "nbs-china", "National Bureau of Statistics of China", _DATA,
        "National Bureau of Statistics", "China's statistics bureau", "国家统计局",
    ),
    source(
        "kremlin", "Kremlin", _OFFICIAL, "the Kremlin", "the Kremlin readout", "Kremlin readout",
        "Kremlin press service", "Russian presidency", "Кремль",
    ),
    source(
        "chinese-government", "Chinese government", _OFFICIAL, "China's government",
        "government of China", "government in Beijing", "Chinese authorities",
    ),
    source("tass", "TASS", _STATE, "ITAR-TASS", "ТАСС"),
    source("ria-novosti", "RIA Novosti", _STATE, "RIA", "РИА Новости"),
    source("interfax", "Interfax", _AGENCY, "Интерфакс"),
    source("rt", "RT", _STATE, "Russia Today"),
    source(
        "russian-foreign-ministry", "Russian foreign ministry", _OFFICIAL,
        "Russia's foreign ministry", "Foreign Ministry of Russia",
        "Russian Ministry of Foreign Affairs", "Moscow's foreign ministry", "МИД России",
    ),
    source("reuters", "Reuters", _AGENCY, "Thomson Reuters"),
    source("afp", "AFP", _AGENCY, "Agence France-Presse"),
    source("ap", "AP", _AGENCY, "Associated Press"),
    source("bbc", "BBC", _MEDIA, "British Broadcasting Corporation", "BBC News"),
    source("nyt", "The New York Times", _MEDIA, "New York Times", "NYT", "NY Times"),
    source("bloomberg", "Bloomberg", _MEDIA, "Bloomberg News"),
    source("white-house", "White House", _OFFICIAL, "the White House"),
    source(
        "us-state-department", "US State Department", _OFFICIAL, "State Department",
        "U.S. State Department", "US Department of State", "Department of State",
    ),
    source(
        "pentagon", "Pentagon", _OFFICIAL, "the Pentagon", "US Defense Department",
        "US Department of Defense", "Defense Department", "U.S. Department of Defense",
    ),
    source("un", "United Nations", _OFFICIAL, "UN", "U.N.", "the UN"),
    source(
        "nato", "NATO", _OFFICIAL, "North Atlantic Treaty Organization",
        "North Atlantic Treaty Organisation", "НАТО",
    ),
    source("eu-commission", "European Commission", _OFFICIAL, "EU Commission", "the Commission"),
    source("imf", "IMF", _OFFICIAL, "International Monetary Fund"),
    source("world-bank", "World Bank", _OFFICIAL, "the World Bank"),
    source("who", "World Health Organization", _OFFICIAL, "World Health Organisation", "WHO"),
    source(
        "xi-jinping", "Xi Jinping", _OFFICIAL, "Xi", "President Xi", "Chinese President Xi",
        "习近平", of="chinese-government", role="Chinese president",
    ),
    source(
        "vladimir-putin", "Vladimir Putin", _OFFICIAL, "Putin", "President Putin",
        "Владимир Путин", "Путин", of="kremlin", role="Russian president",
    ),
    source(
        "yuri-ushakov", "Yuri Ushakov", _OFFICIAL, "Ushakov", "Юрий Ушаков", of="kremlin",
        role="Kremlin aide",
    ),
    source(
        "dmitry-peskov", "Dmitry Peskov", _OFFICIAL, "Peskov", "Kremlin spokesman",
        "Дмитрий Песков", of="kremlin", role="Kremlin spokesman",
    ),
    source(
        "wang-yi", "Wang Yi", _OFFICIAL, "Chinese Foreign Minister Wang", "王毅",
        of="chinese-foreign-ministry", role="Chinese foreign minister",
    ),
    source(
        "sergey-lavrov", "Sergey Lavrov", _OFFICIAL, "Sergei Lavrov", "Lavrov", "Сергей Лавров",
        of="russian-foreign-ministry", role="Russian foreign minister",
    ),
    source(
        "state-media", "state media", _STATE, "Chinese state media", "Russian state media",
        "China's state media", "Russia's state media", "state-run media", "state news media",
    ),
    source(OWN_VOICE, "the article itself", SourceClass.DOCUMENT),
    source(
        "unnamed-official", "unnamed official", SourceClass.UNNAMED, "an official", "officials",
        "a senior official", "senior officials", "a government official", "government officials",
        "an official who spoke on condition of anonymity",
    ),
)  # fmt: skip
