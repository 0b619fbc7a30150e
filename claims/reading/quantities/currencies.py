"""Currencies: their names, symbols and ISO 4217 codes.

A currency has the code that a reader of international news would take it for: plain dollars are
American, plain pounds British, plain francs Swiss. Cents and pence keep their own name, because
they do not say whose they are.
"""

from __future__ import annotations

from claims.reading.english.function_words import word_set
from claims.reading.quantities.units import table

CURRENCY_WORDS = table("""
USD: dollar, dollars, buck, bucks, greenback, greenbacks
CNY: yuan, renminbi, rmb, kuai
EUR: euro, euros
GBP: pound, pounds, quid, sterling
JPY: yen
RUB: ruble, rubles, rouble, roubles
INR: rupee, rupees
KRW: won
CHF: franc, francs
MXN: peso, pesos
BRL: reais
TRY: lira, liras
ILS: shekel, shekels
UAH: hryvnia, hryvnias, hryvnya
SEK: krona, kronor
NOK: krone, kroner
CZK: koruna, korunas, koruny
ISK: kronur
PLN: zloty, zlotys, zloties
HUF: forint, forints
RON: leu, lei
BGN: lev, leva
RSD: dinar, dinars
ZAR: rand, rands
NGN: naira
GHS: cedi, cedis
KES: shilling, shillings
ETB: birr
EGP: egyptian pound, egyptian pounds
AED: dirham, dirhams
SAR: riyal, riyals
IRR: rial, rials
PKR: pakistani rupee, pakistani rupees
BDT: taka
THB: baht
VND: dong
MYR: ringgit
IDR: rupiah, rupiahs
MMK: kyat, kyats
LAK: kip
KZT: tenge
UZS: som
GEL: lari
AMD: dram, drams
MNT: tugrik, tugriks
PEN: soles
PYG: guarani, guaranis
CRC: colon, colones
BTC: bitcoin, bitcoins
DEM: deutsche mark, deutsche marks, deutschmark, deutschmarks, deutschemarks, marks
FIM: markka, markkaa
ESP: peseta, pesetas
PTE: escudo, escudos
NLG: guilder, guilders
ITL: lire
GRD: drachma, drachmas
ATS: schilling, schillings
""")

# A country's word in front of a currency's: the code for both together.
NATIONAL_CURRENCIES = table("""
USD: us dollar, u.s. dollar, u.s dollar, american dollar
CAD: canadian dollar
AUD: australian dollar
NZD: new zealand dollar
HKD: hong kong dollar
SGD: singapore dollar, singaporean dollar
TWD: taiwan dollar, new taiwan dollar, taiwanese dollar
JMD: jamaican dollar
ZWL: zimbabwean dollar
GBP: british pound, pounds sterling
EGP: egyptian pound
LBP: lebanese pound
SYP: syrian pound
SDG: sudanese pound
CHF: swiss franc
FRF: french franc
BEF: belgian franc
XOF: cfa franc
CDF: congolese franc
MXN: mexican peso
PHP: philippine peso
ARS: argentine peso, argentinian peso
CLP: chilean peso
COP: colombian peso
CUP: cuban peso
INR: indian rupee
PKR: pakistani rupee, pakistan rupee
LKR: sri lankan rupee
NPR: nepalese rupee, nepali rupee
SEK: swedish krona, swedish kronor, swedish crown
ISK: icelandic krona, icelandic kronur
NOK: norwegian krone, norwegian kroner, norwegian crown
DKK: danish krone, danish kroner, danish crown
CZK: czech koruna, czech crown
KRW: south korean won, korean won
KPW: north korean won
CNY: chinese yuan
JPY: japanese yen
RUB: russian rouble, russian ruble
BYN: belarusian rouble, belarusian ruble
TRY: turkish lira
ITL: italian lira, italian lire
BRL: brazilian real, brazilian reais
ZAR: south african rand
KWD: kuwaiti dinar
IQD: iraqi dinar
JOD: jordanian dinar
DZD: algerian dinar
TND: tunisian dinar
RSD: serbian dinar
IRR: iranian rial
OMR: omani rial
YER: yemeni rial
SAR: saudi riyal
QAR: qatari riyal, qatari rial
AED: uae dirham, emirati dirham
MAD: moroccan dirham
KES: kenyan shilling
UGX: ugandan shilling
TZS: tanzanian shilling
ATS: austrian schilling
NLG: dutch guilder
FIM: finnish markka
ESP: spanish peseta
DEM: german mark
UAH: ukrainian hryvnia
PLN: polish zloty
""")

CURRENCY_SYMBOLS = table("""
USD: $
EUR: €
GBP: £, ￡
JPY: ¥, ￥, 円
CNY: 元
INR: ₹, ₨
RUB: ₽
KRW: ₩, ￦
UAH: ₴
TRY: ₺
ILS: ₪
NGN: ₦
VND: ₫
THB: ฿
PHP: ₱
CRC: ₡
LAK: ₭
GEL: ₾
KZT: ₸
GHS: ₵
MNT: ₮
AZN: ₼
PYG: ₲
BTC: ₿
cent: ¢
""")

DOLLAR_PREFIXES = table("""
USD: us, u.s., u.s
AUD: a, au, aus
CAD: c, ca, can, cdn
NZD: nz
HKD: hk
SGD: s, sg
TWD: nt
BRL: r
MXN: mex, mx
JMD: j
ZWL: z
NAD: n
""")
YEN_PREFIXES = {"cn": "CNY", "rmb": "CNY", "jp": "JPY"}

# Letters that stand for a currency in front of a figure or behind it.
CURRENCY_CODES = {
    code.lower(): code
    for code in word_set(
        "USD CNY EUR GBP RUB JPY CHF CAD AUD NZD HKD SGD TWD INR PKR KRW SEK NOK DKK CZK PLN HUF "
        "TRY UAH ZAR BRL MXN ARS AED SAR QAR KWD ILS THB MYR IDR PHP VND EGP NGN KES KZT BTC"
    )
} | {"rmb": "CNY", "rs": "INR", "sfr": "CHF", "dm": "DEM", "stg": "GBP", "cnh": "CNY"}
PREFIX_ONLY = {
    "kr": "SEK", "sen": "sen", "nkr": "NOK", "dkr": "DKK", "skr": "SEK", "ikr": "ISK", "r": "ZAR"
}  # fmt: skip

SUBUNITS = table("""
cent: cent, cents, ¢
penny: penny, pennies, pence
dime: dime, dimes
kopeck: kopeck, kopecks, kopek, kopeks
paisa: paisa, paise
sen: sen
fen: fen
""")
SUBUNIT_OF = {
    "cent": frozenset({"USD", "EUR", "CAD", "AUD", "NZD", "HKD", "SGD", "ZAR"}),
    "penny": frozenset({"GBP"}),
    "kopeck": frozenset({"RUB", "UAH"}),
    "paisa": frozenset({"INR", "PKR"}),
}


def currency(words: str) -> str:
    """The code for the words behind a figure, "australian dollars" or "USD"; empty if none."""
    code = CURRENCY_WORDS.get(words) or CURRENCY_CODES.get(words) or CURRENCY_SYMBOLS.get(words)
    if code:
        return code
    return NATIONAL_CURRENCIES.get(words) or NATIONAL_CURRENCIES.get(words.removesuffix("s"), "")
