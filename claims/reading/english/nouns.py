"""The nouns that tell what kind of voice a phrase is: a person, a body, a place, a document.

A phrase is of the kind of its head noun, whatever other nouns stand in it: "a ministry official" is
a person, "an officials' union" a body.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from claims.reading.english.function_words import word_set

# Titles that stand before a name and are no part of it. With a full stop or without.
TITLES = word_set(
    "mr mrs ms miss mx dr prof sir dame lord lady baroness baron count rev fr sr hon sen sens rep "
    "reps gov govs del supt lt lt-gen lt-col maj maj-gen gen col capt cmdr adm sgt cpl pvt pfc "
    "brig det insp const pres amb atty pm mp mps mep meps messrs msgr president presidents "
    "vice-president minister ministers premier chancellor secretary senator senators "
    "representative representatives congressman congresswoman governor general colonel major "
    "captain commander admiral lieutenant sergeant corporal private brigadier marshal officer "
    "detective inspector constable superintendent sheriff chief judge justice magistrate king "
    "queen prince princess duke duchess emperor sultan emir pope bishop archbishop cardinal father "
    "sister brother reverend pastor rabbi imam sheikh sheik ayatollah mullah ambassador mayor "
    "councillor councilman councilwoman alderman professor doctor attorney coach speaker chairman "
    "chairwoman chairperson chair director spokesman spokeswoman spokesperson aunt uncle comrade "
    "first deputy"
)
# Titles that tell nothing of what their bearer does.
COURTESY = word_set("mr mrs ms miss mx sir dame lord lady dr hon st")

MALE_WORDS = word_set(
    "mr sir lord baron king prince duke emperor sultan emir pope bishop archbishop cardinal father "
    "brother fr imam sheikh sheik ayatollah mullah rabbi man men boy boys husband son brother "
    "uncle nephew grandfather grandson widower fiance boyfriend dad chairman spokesman congressman "
    "councilman businessman policeman fireman salesman cameraman gentleman actor waiter priest "
    "monk monsignor his himself statesman horseman serviceman"
)
FEMALE_WORDS = word_set(
    "mrs ms miss dame lady baroness queen princess duchess empress sister woman women girl girls "
    "wife daughter aunt niece grandmother granddaughter widow fiancee girlfriend mum mom mother "
    "chairwoman spokeswoman congresswoman councilwoman businesswoman policewoman saleswoman "
    "actress waitress nun heiress hostess housewife midwife her herself servicewoman"
)

_PERSONS = word_set(
    "spokesman spokeswoman spokesperson official officer person man woman boy girl child teenager "
    "kid adult resident citizen voter villager local national native neighbour neighbor passerby "
    "bystander onlooker witness eyewitness survivor victim patient passenger commuter tourist "
    "visitor guest student pupil graduate teacher professor lecturer scholar academic scientist "
    "researcher expert specialist analyst economist historian biologist chemist physicist "
    "geologist seismologist meteorologist climatologist epidemiologist virologist oncologist "
    "psychologist psychiatrist sociologist archaeologist anthropologist ecologist engineer "
    "architect doctor physician surgeon nurse paramedic pharmacist dentist vet veterinarian "
    "midwife lawyer attorney solicitor barrister prosecutor judge justice magistrate notary "
    "detective investigator inspector constable cop policeman policewoman sheriff deputy trooper "
    "guard soldier sergeant captain colonel general admiral commander commandant lieutenant major "
    "marshal veteran pilot sailor skipper fisherman farmer rancher worker labourer laborer miner "
    "driver trucker mechanic electrician plumber carpenter builder contractor cleaner cook chef "
    "waiter waitress bartender shopkeeper trader merchant vendor dealer broker banker investor "
    "accountant auditor entrepreneur businessman businesswoman executive manager director chairman "
    "chairwoman chairperson chair chief boss head president vice-president secretary treasurer "
    "founder co-founder cofounder owner ceo cfo coo cto leader co-leader premier chancellor "
    "minister commissioner senator congressman congresswoman representative lawmaker legislator "
    "parliamentarian mp mep governor mayor councillor councilman councilwoman alderman politician "
    "candidate nominee contender frontrunner front-runner rival opponent incumbent challenger "
    "diplomat ambassador envoy consul negotiator mediator delegate emissary aide adviser advisor "
    "consultant strategist lobbyist pollster campaigner activist organiser organizer advocate "
    "dissident protester protestor demonstrator rebel fighter militant insurgent refugee migrant "
    "prisoner inmate detainee suspect defendant plaintiff accuser claimant whistleblower "
    "whistle-blower informant informer source insider journalist reporter correspondent editor "
    "columnist commentator blogger presenter anchor host writer author novelist poet playwright "
    "artist painter musician singer rapper composer actor actress filmmaker film-maker producer "
    "photographer designer comedian celebrity athlete player footballer striker goalkeeper "
    "defender midfielder quarterback coach trainer referee captain swimmer runner cyclist golfer "
    "boxer priest bishop archbishop cardinal pope pastor preacher rabbi imam cleric monk nun vicar "
    "father mother parent dad mum mom brother sister son daughter husband wife spouse partner "
    "widow widower uncle aunt cousin nephew niece grandfather grandmother grandson granddaughter "
    "relative friend colleague associate ally supporter critic member spokesman counsel counselor "
    "counsellor clerk operator supervisor coordinator co-ordinator administrator superintendent "
    "principal dean rector provost chaplain curator librarian guide volunteer donor customer "
    "client consumer shopper user subscriber employee employer staffer trustee governor king queen "
    "prince princess emperor monarch sultan emir sheikh sheik ayatollah dictator strongman premier "
    "statesman heir mogul tycoon billionaire millionaire magnate developer landlord tenant "
    "homeowner firefighter fireman rescuer coroner pathologist undertaker hunter ranger warden "
    "keeper breeder democrat republican conservative liberal socialist communist libertarian "
    "independent whip speaker majority-leader backbencher peer baroness lord lady chairman-elect "
    "president-elect founder-director organiser-in-chief editor-in-chief commander-in-chief "
    "technician statistician mathematician demographer geneticist zoologist botanist astronomer "
    "astronaut cosmonaut moderator panelist panellist juror arbitrator ombudsman attorney-general "
    "secretary-general director-general receptionist hacker scammer gunman attacker killer robber "
    "thief smuggler trafficker dealer addict caller listener viewer reader fan teammate team-mate "
    "compatriot predecessor successor counterpart namesake native mullah elder chieftain warlord "
    "mercenary sniper medic bodyguard babysitter nanny entertainer guru"
)
# Plural by nature or by use: many people at once.
_PEOPLE = word_set(
    "people police authorities personnel staff crew clergy public troops others some many most "
    "several few both all critics folks women men children media press leadership opposition "
    "management prosecution defence defense youth elderly locals parents families family couple "
    "proponents backers detractors skeptics sceptics promoters adherents pundits operatives "
    "observers townspeople classmates competitors taxpayers travellers travelers forecasters "
    "immigrants borrowers superdelegates attendees participants respondents petitioners litigants "
    "rabbis worshippers parishioners progressives moderates "
    "majority minority percent half third quarter everyone everybody someone somebody anyone "
    "nobody those insiders markets faithful elite rank-and-file"
)
_BODIES = word_set(
    "ministry department agency authority administration bureau office commission committee "
    "subcommittee council board panel court tribunal parliament congress senate house assembly "
    "legislature cabinet government presidency palace embassy consulate mission delegation "
    "secretariat directorate inspectorate service force forces army navy military militia guard "
    "coastguard marines command police unit brigade regiment squad company firm corporation "
    "conglomerate group holding subsidiary business enterprise startup start-up manufacturer maker "
    "carmaker automaker planemaker drugmaker chipmaker retailer supermarket bank lender insurer "
    "airline carrier railway railroad operator utility refinery brewery bakery restaurant hotel "
    "shop store chain publisher newspaper magazine journal daily weekly tabloid broadcaster "
    "network channel station website site outlet wire portal blog platform app university college "
    "school academy faculty institute institution laboratory lab observatory think-tank thinktank "
    "tank foundation trust charity organisation organization association society federation "
    "confederation union league club team party campaign coalition alliance bloc movement front "
    "network lobby watchdog regulator ombudsman hospital clinic church mosque diocese synod "
    "vatican monastery temple museum gallery library theatre theater orchestra junta regime "
    "faction wing branch division district county municipality prefecture prosecutor's fund "
    "treasury exchange federation conference summit forum initiative project programme program "
    "centre center hq headquarters pac caucus chamber guild syndicate cooperative co-operative "
    "consortium partnership venture inc corp co ltd llc plc gmbh ag sa nv brotherhood corps band "
    "jury grand-jury administration's camp base side giant supplier provider developer operator "
    "exporter importer producer contractor builder brewer refiner smelter steelmaker shipbuilder "
    "shipyard shipper utility telco telecom fleet dealership studio label consultancy brokerage "
    "auditor law-firm agency's advisory task-force taskforce convention"
)
_DOCUMENTS = word_set(
    "report study survey poll paper article story op-ed editorial column letter memo memorandum "
    "e-mail email message tweet post note document file filing dossier transcript record "
    "book novel film movie documentary programme show episode podcast ad advert advertisement "
    "commercial video clip recording tape leaflet flyer poster banner sign brochure pamphlet "
    "manifesto platform constitution amendment law bill act statute regulation rule treaty "
    "agreement accord pact deal contract charter code guideline resolution motion petition order "
    "warrant subpoena affidavit complaint lawsuit suit indictment charge brief ruling verdict "
    "judgment judgement opinion decision sentence testimony deposition minutes review analysis "
    "assessment evaluation audit investigation inquiry probe research experiment trial test "
    "questionnaire census estimate forecast projection index ranking list map chart graph table "
    "spreadsheet database website webpage page profile biography obituary caption headline blurb "
    "blog posting application form certificate diary journal log ledger receipt invoice "
    "bulletin newsletter circular alert advisory warning plan proposal budget text texts writing "
    "scripture bible koran quran verse speech address song lyrics statement readout communique "
    "communiqué declaration announcement release handout summary "
    "publication version draft preface biography memoir"
)
# What somebody utters speaks for whoever it belongs to: "the ministry's statement".
UTTERANCES = word_set(
    "statement readout communique communiqué declaration announcement release remarks comments "
    "words press-release readouts statements tweet tweets post posts message messages reply "
    "response answer answers account spokesperson's"
)
_DATA = word_set(
    "data figures statistics numbers results returns estimates records findings evidence "
    "statistics polls surveys studies reports documents files papers images photos pictures "
    "footage videos recordings emails e-mails texts messages letters cables transcripts minutes "
    "forecasts projections tests calculations research literature polling measurements readings "
    "stats guidelines rules reviews analyses tapes filings tweets posts clips leaks books articles"
)
_PLACES = word_set(
    "country nation state city town village region province territory island kingdom republic "
    "capital neighbourhood neighborhood county power superpower"
)
_SUFFIXES = (
    "ist", "ists", "man", "men", "woman", "women", "person", "ologist", "ologists", "maker", "goer",
    "holder",
)  # fmt: skip
COLLECTIVES = word_set(
    "group number lot majority minority couple pair handful dozens hundreds thousands scores "
    "percent percentage % half third quarter two-thirds three-quarters plurality array host raft "
    "trio panel series slew string variety generation rest bulk most"
)


class NounKind(StrEnum):
    """What a head noun makes of a phrase."""

    PERSON = "person"
    PEOPLE = "people"
    BODY = "body"
    DOCUMENT = "document"
    DATA = "data"
    PLACE = "place"


_KINDS: dict[str, NounKind] = {
    word: kind
    for words, kind in (
        (_PLACES, NounKind.PLACE),
        (_BODIES, NounKind.BODY),
        (_DOCUMENTS, NounKind.DOCUMENT),
        (_DATA, NounKind.DATA),
        (_PERSONS, NounKind.PERSON),
        (_PEOPLE, NounKind.PEOPLE),
    )
    for word in words
}
LISTED = frozenset(_KINDS)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "wives": "wife",
    "midwives": "midwife", "media": "medium", "attorneys-general": "attorney-general",
    "series": "series", "chiefs-of-staff": "chief-of-staff", "passers-by": "passerby",
}  # fmt: skip


@lru_cache(maxsize=8192)
def singular(low: str) -> str:
    """A noun in the singular, as far as its spelling tells: "ministries" is "ministry"."""
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith(("men", "women")) and len(low) > 5:
        return low[:-2] + "an"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "ches", "shes", "xes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def is_plural(low: str) -> bool:
    """Whether a head noun is of many."""
    return low in _PEOPLE or low in _DATA or singular(low) != low


def listed_kind(low: str) -> NounKind | None:
    """The kind of a noun of the lists alone, for words that may be names ("Herman")."""
    return _KINDS.get(low)


@lru_cache(maxsize=8192)
def noun_kind(low: str) -> NounKind | None:
    """The kind of a head noun, None for one that tells nothing ("the move")."""
    known = _KINDS.get(low)
    if known is not None:
        return known
    one = singular(low)
    known = _KINDS.get(one)
    if known is NounKind.PERSON and one != low:
        return NounKind.PEOPLE
    if known is not None:
        return known
    last = one.rpartition("-")[2]
    if last != one and last in _KINDS:
        known = _KINDS[last]
        return NounKind.PEOPLE if known is NounKind.PERSON and one != low else known
    if one.endswith(_SUFFIXES) and len(one) > 5:
        return NounKind.PERSON if one == low else NounKind.PEOPLE
    return None
