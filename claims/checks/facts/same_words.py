"""Words that news uses for one thing, so that a passage is found though it words it otherwise.

Each row is one meaning; the words of a row are compared as if they were its first. Rows are kept to
words that mean the same where a statement and a report of it differ in style.
"""

from __future__ import annotations

from functools import lru_cache

from claims.checks.content_words import stem

_ROWS = """
export ship shipment shipped exported sold sale sell
import purchase buy bought imported
total overall altogether sum combined add
job position post employment work employ
unemployment jobless unemployed
cut shed reduce trim lower slash
death die dead kill fatality died killed
injury hurt wound injured hurt
child children kid youngster infant baby
patient case
rise increase climb grow gain jump soar advance went up growth rose grew
fall drop decline decrease slip slide shrink plunge tumble fell lost loss
car vehicle
house home household
school classroom
pupil student
teacher staff
company firm business enterprise
firm shipping
sign signed signature agreement agree contract deal
cost price worth value bill
revenue turnover takings
profit earnings income
crop harvest
cut harvested
sow sown plant planted planting
vote ballot poll
elect election voted
seat mandate
win won carry
lose lost
councillor council
board directors
meet meeting talk talks discussion spoke speak session
last lasted take took
begin start open opening launch commence began opened
end finish close conclude complete completion
build construct building construction
road street highway
rail railway train line
ship vessel boat
ferry crossing
plane aircraft airplane turboprop jet
airport runway strip
police officer
arrest detain custody remand detained
prison jail sentence sentenced imprisonment
court judge judges tribunal
guilty convict convicted conviction found
acquit acquitted cleared
charge count counts
accused defendant
prosecutor prosecution
dismiss sack fire dismissed
strike stoppage walkout walked withhold
owed owe back pay wages wage salary pay
illness disease infection
hospital clinic infirmary
vaccine vaccination immunise immunised immunisation jab
wait waiting queue
operation surgery operate replacement
nurse nurses
power electricity
outage dark without
wind gust gusts
snow snowfall
storm windstorm gale
boss chief head chair chairman chairwoman chairs heads lead leads
deputy vice
spokesman spokeswoman spokesperson
founder founded establish established set
fund funding finance grant money
loan borrow borrowing debt
deficit gap shortfall
surplus excess
dividend payout
share stake shares holding
owner shareholder shareholders
visitor guest guests visitors people
museum gallery
film movie
team club side
match game
crowd attendance
fan supporter
goal target aim
plan project scheme
permit licence license permission
law act legislation
rule regulation
tax levy duty
farmer grower
cattle herd head
beef meat
wheat cereal
fish catch
diver divers
reef reefs
bird birds penguin
nest nests pair pairs
study paper research survey
researcher scientist author
lake lakes
ice frozen freeze freezing
autumn fall
spring
drought dry moisture water
forecast estimate projection guidance outlook expect expected reckon
raise lift increase
quarter quarterly
month monthly
year annual yearly
week weekly
day daily
fee tariff
apply application ask asked request requested seek seeking
appeal appealed
recount recounts
reply answer respond
confirm verify
warn caution
leave quit resign step resigned stepped
name appoint appointed named
candidate nominee propose
minister secretary
ambassador envoy
abroad foreign overseas
border frontier
weapon arms
soldier troops
attack strike
document memorandum memorandums agreement
bigger biggest large largest main first
smallest small
coast shore
captain commander
crew pilot
passenger passengers
brake brakes
investigate investigation investigator
theft stolen steal raid raids
cable wire
metal scrap copper
bankrupt insolvent bankruptcy
repay repaid
"""


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _ROWS.strip().splitlines():
        words = row.split()
        for word in words:
            found.setdefault(stem(word), stem(words[0]))
    return found


def meaning(stemmed: str) -> str:
    """The stem that stands for all words of the same meaning; `stemmed` itself where none does."""
    return _meanings().get(stemmed, stemmed)
