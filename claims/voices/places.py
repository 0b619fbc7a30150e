"""The places that news lets speak: countries with the words for what is theirs, their capitals,
regions and big cities.

Sets in lower case hold names without full stops ("us", "uk", "st petersburg"). Some of them are
common words too ("polish", "turkey", "nice"): ask only for what the text writes with a capital.
"""

from collections.abc import Iterable
from typing import NamedTuple

from claims.voices.cities import CITIES, REGIONS


class Country(NamedTuple):
    """A country, what is called after it, its capital as news names it, and its other names."""

    name: str
    adjectives: tuple[str, ...]
    capital: str
    also: tuple[str, ...]


# Country | adjectives and demonyms | capital | other names, and other spellings of the capital.
# A backslash carries a row over to the next line.
_ROWS = """
Afghanistan | Afghan, Afghans | Kabul |
Albania | Albanian, Albanians | Tirana |
Algeria | Algerian, Algerians | Algiers |
Andorra | Andorran, Andorrans | Andorra la Vella |
Angola | Angolan, Angolans | Luanda |
Antigua and Barbuda | Antiguan, Antiguans, Barbudan, Barbudans | St. John's | Antigua
Argentina | Argentine, Argentines, Argentinian, Argentinians, Argentinean | Buenos Aires |
Armenia | Armenian, Armenians | Yerevan |
Australia | Australian, Australians, Aussie, Aussies | Canberra |
Austria | Austrian, Austrians | Vienna |
Azerbaijan | Azerbaijani, Azerbaijanis, Azeri, Azeris | Baku |
Bahamas | Bahamian, Bahamians | Nassau | The Bahamas
Bahrain | Bahraini, Bahrainis | Manama |
Bangladesh | Bangladeshi, Bangladeshis | Dhaka |
Barbados | Barbadian, Barbadians, Bajan, Bajans | Bridgetown |
Belarus | Belarusian, Belarusians, Belarussian, Belarussians | Minsk | Byelorussia
Belgium | Belgian, Belgians | Brussels |
Belize | Belizean, Belizeans | Belmopan |
Benin | Beninese, Beninois | Porto-Novo |
Bhutan | Bhutanese | Thimphu |
Bolivia | Bolivian, Bolivians | La Paz | Plurinational State of Bolivia
Bosnia and Herzegovina | Bosnian, Bosnians | Sarajevo | Bosnia, Bosnia-Herzegovina, BiH
Botswana | Botswanan, Botswanans, Batswana, Motswana | Gaborone |
Brazil | Brazilian, Brazilians | Brasília | Brasilia
Brunei | Bruneian, Bruneians | Bandar Seri Begawan | Brunei Darussalam
Bulgaria | Bulgarian, Bulgarians | Sofia |
Burkina Faso | Burkinabe, Burkinabè, Burkinabé | Ouagadougou | Burkina
Burundi | Burundian, Burundians | Gitega |
Cambodia | Cambodian, Cambodians | Phnom Penh | Kampuchea
Cameroon | Cameroonian, Cameroonians | Yaoundé | Yaounde
Canada | Canadian, Canadians | Ottawa |
Cape Verde | Cape Verdean, Cape Verdeans, Cabo Verdean, Cabo Verdeans | Praia | Cabo Verde
Central African Republic | Central African, Central Africans | Bangui |
Chad | Chadian, Chadians | N'Djamena | Ndjamena
Chile | Chilean, Chileans | Santiago |
China | Chinese | Beijing | People's Republic of China, PRC, P.R.C., Mainland China, Peking
Colombia | Colombian, Colombians | Bogotá | Bogota
Comoros | Comorian, Comorians, Comoran, Comorans | Moroni |
Costa Rica | Costa Rican, Costa Ricans | San José |
Croatia | Croatian, Croatians, Croat, Croats | Zagreb |
Cuba | Cuban, Cubans | Havana |
Cyprus | Cypriot, Cypriots, Greek Cypriots, Turkish Cypriots | Nicosia | Republic of Cyprus
Czech Republic | Czech, Czechs | Prague | Czechia
Democratic Republic of the Congo | Congolese | Kinshasa | DRC, D.R.C., DR Congo, \
Congo, Democratic Republic of Congo, Congo-Kinshasa, Zaire
Denmark | Danish, Danes, Dane | Copenhagen |
Djibouti | Djiboutian, Djiboutians | Djibouti |
Dominica | Dominican, Dominicans | Roseau |
Dominican Republic | Dominican, Dominicans | Santo Domingo |
East Timor | East Timorese, Timorese | Dili | Timor-Leste, Timor Leste
Ecuador | Ecuadorian, Ecuadorians, Ecuadorean, Ecuadoreans | Quito |
Egypt | Egyptian, Egyptians | Cairo |
El Salvador | Salvadoran, Salvadorans, Salvadorian, Salvadorians | San Salvador |
England | English, Englishman, Englishmen, Englishwoman, Englishwomen | London |
Equatorial Guinea | Equatorial Guinean, Equatorial Guineans, Equatoguinean | Malabo |
Eritrea | Eritrean, Eritreans | Asmara |
Estonia | Estonian, Estonians | Tallinn |
Eswatini | Swazi, Swazis | Mbabane | Swaziland
Ethiopia | Ethiopian, Ethiopians | Addis Ababa |
European Union | European, Europeans | Brussels | EU, E.U., Europe
Fiji | Fijian, Fijians | Suva |
Finland | Finnish, Finns, Finn | Helsinki |
France | French, Frenchman, Frenchmen, Frenchwoman, Frenchwomen | Paris | French Republic
Gabon | Gabonese | Libreville |
Gambia | Gambian, Gambians | Banjul | The Gambia
Georgia | Georgian, Georgians | Tbilisi |
Germany | German, Germans | Berlin | Federal Republic of Germany
Ghana | Ghanaian, Ghanaians | Accra |
Greece | Greek, Greeks | Athens |
Grenada | Grenadian, Grenadians | St. George's |
Guatemala | Guatemalan, Guatemalans | Guatemala City |
Guinea | Guinean, Guineans | Conakry | Guinea-Conakry
Guinea-Bissau | Bissau-Guinean, Bissau-Guineans | Bissau |
Guyana | Guyanese | Georgetown |
Haiti | Haitian, Haitians | Port-au-Prince |
Honduras | Honduran, Hondurans | Tegucigalpa |
Hong Kong | Hong Konger, Hong Kongers, Hongkonger, Hongkongers | Hong Kong | HKSAR
Hungary | Hungarian, Hungarians | Budapest |
Iceland | Icelandic, Icelander, Icelanders | Reykjavik | Reykjavík
India | Indian, Indians | New Delhi | Delhi, Bharat
Indonesia | Indonesian, Indonesians | Jakarta |
Iran | Iranian, Iranians | Tehran | Islamic Republic of Iran, Islamic Republic, Teheran
Iraq | Iraqi, Iraqis | Baghdad |
Ireland | Irish, Irishman, Irishmen, Irishwoman, Irishwomen | Dublin | Republic of Ireland
Israel | Israeli, Israelis | Jerusalem | Jewish state
Italy | Italian, Italians | Rome |
Ivory Coast | Ivorian, Ivorians | Yamoussoukro | Côte d'Ivoire, Cote d'Ivoire
Jamaica | Jamaican, Jamaicans | Kingston |
Japan | Japanese | Tokyo |
Jordan | Jordanian, Jordanians | Amman | Hashemite Kingdom
Kazakhstan | Kazakh, Kazakhs, Kazakhstani, Kazakhstanis | Astana | Nur-Sultan
Kenya | Kenyan, Kenyans | Nairobi |
Kiribati | I-Kiribati | Tarawa | South Tarawa
Kosovo | Kosovar, Kosovars, Kosovan, Kosovans | Pristina | Prishtina
Kuwait | Kuwaiti, Kuwaitis | Kuwait City |
Kyrgyzstan | Kyrgyz, Kyrgyzstani, Kyrgyzstanis | Bishkek | Kyrgyz Republic
Laos | Laotian, Laotians, Lao | Vientiane |
Latvia | Latvian, Latvians | Riga |
Lebanon | Lebanese | Beirut |
Lesotho | Basotho, Mosotho | Maseru |
Liberia | Liberian, Liberians | Monrovia |
Libya | Libyan, Libyans | Tripoli |
Liechtenstein | Liechtensteiner, Liechtensteiners | Vaduz |
Lithuania | Lithuanian, Lithuanians | Vilnius |
Luxembourg | Luxembourgish, Luxembourger, Luxembourgers | Luxembourg | Luxemburg
Macau | Macanese | Macau | Macao
Madagascar | Malagasy, Madagascan, Madagascans | Antananarivo |
Malawi | Malawian, Malawians | Lilongwe |
Malaysia | Malaysian, Malaysians | Kuala Lumpur |
Maldives | Maldivian, Maldivians | Malé | The Maldives
Mali | Malian, Malians | Bamako |
Malta | Maltese | Valletta |
Marshall Islands | Marshallese | Majuro |
Mauritania | Mauritanian, Mauritanians | Nouakchott |
Mauritius | Mauritian, Mauritians | Port Louis |
Mexico | Mexican, Mexicans | Mexico City |
Micronesia | Micronesian, Micronesians | Palikir | Federated States of Micronesia, FSM
Moldova | Moldovan, Moldovans | Chisinau | Moldavia, Chișinău
Monaco | Monegasque, Monegasques, Monégasque, Monacan | Monaco |
Mongolia | Mongolian, Mongolians, Mongol, Mongols | Ulaanbaatar | Ulan Bator
Montenegro | Montenegrin, Montenegrins | Podgorica |
Morocco | Moroccan, Moroccans | Rabat |
Mozambique | Mozambican, Mozambicans | Maputo |
Myanmar | Burmese, Myanma | Naypyidaw | Burma, Naypyitaw, Nay Pyi Taw
Namibia | Namibian, Namibians | Windhoek |
Nauru | Nauruan, Nauruans | Yaren |
Nepal | Nepali, Nepalis, Nepalese | Kathmandu |
Netherlands | Dutch, Dutchman, Dutchmen, Dutchwoman, Netherlander | Amsterdam | Holland
New Zealand | New Zealander, New Zealanders, Kiwi, Kiwis | Wellington | NZ, Aotearoa
Nicaragua | Nicaraguan, Nicaraguans | Managua |
Niger | Nigerien, Nigeriens | Niamey |
Nigeria | Nigerian, Nigerians | Abuja |
North Korea | North Korean, North Koreans | Pyongyang | DPRK, D.P.R.K., \
Democratic People's Republic of Korea
North Macedonia | Macedonian, Macedonians, North Macedonian | Skopje | Macedonia, FYROM
Northern Ireland | Northern Irish | Belfast | Ulster
Norway | Norwegian, Norwegians | Oslo |
Oman | Omani, Omanis | Muscat |
Pakistan | Pakistani, Pakistanis | Islamabad |
Palau | Palauan, Palauans | Ngerulmud |
Palestine | Palestinian, Palestinians | Ramallah | Gaza, West Bank, Gaza Strip, \
Palestinian Authority, Palestinian territories, State of Palestine
Panama | Panamanian, Panamanians | Panama City |
Papua New Guinea | Papua New Guinean, Papua New Guineans | Port Moresby | PNG
Paraguay | Paraguayan, Paraguayans | Asunción | Asuncion
Peru | Peruvian, Peruvians | Lima |
Philippines | Philippine, Filipino, Filipinos, Filipina, Filipinas | Manila | The Philippines
Poland | Polish, Poles, Pole | Warsaw |
Portugal | Portuguese | Lisbon |
Qatar | Qatari, Qataris | Doha |
Republic of the Congo | Congolese | Brazzaville | Republic of Congo, Congo-Brazzaville
Romania | Romanian, Romanians | Bucharest |
Russia | Russian, Russians | Moscow | Russian Federation
Rwanda | Rwandan, Rwandans | Kigali |
Saint Kitts and Nevis | Kittitian, Kittitians, Nevisian | Basseterre | St. Kitts and Nevis
Saint Lucia | Saint Lucian, Saint Lucians, St. Lucian, St. Lucians | Castries | St. Lucia
Saint Vincent and the Grenadines | Vincentian, Vincentians | Kingstown | St. Vincent, \
Saint Vincent, St. Vincent and the Grenadines
Samoa | Samoan, Samoans | Apia | Western Samoa
San Marino | Sammarinese, San Marinese | San Marino |
São Tomé and Príncipe | São Toméan, Sao Tomean, Santomean | São Tomé | Sao Tome and Principe
Saudi Arabia | Saudi, Saudis, Saudi Arabian, Saudi Arabians | Riyadh | KSA
Scotland | Scottish, Scots, Scot, Scotsman, Scotsmen, Scotswoman | Edinburgh |
Senegal | Senegalese | Dakar |
Serbia | Serbian, Serbians, Serb, Serbs | Belgrade |
Seychelles | Seychellois | Victoria | The Seychelles
Sierra Leone | Sierra Leonean, Sierra Leoneans | Freetown |
Singapore | Singaporean, Singaporeans | Singapore |
Slovakia | Slovak, Slovaks, Slovakian, Slovakians | Bratislava | Slovak Republic
Slovenia | Slovenian, Slovenians, Slovene, Slovenes | Ljubljana |
Solomon Islands | Solomon Islander, Solomon Islanders | Honiara | Solomons
Somalia | Somali, Somalis, Somalian | Mogadishu |
South Africa | South African, South Africans | Pretoria |
South Korea | South Korean, South Koreans, Korean, Koreans | Seoul | ROK, Korea, Republic of Korea
South Sudan | South Sudanese | Juba |
Spain | Spanish, Spaniard, Spaniards | Madrid |
Sri Lanka | Sri Lankan, Sri Lankans | Colombo | Ceylon
Sudan | Sudanese | Khartoum |
Suriname | Surinamese | Paramaribo | Surinam
Sweden | Swedish, Swedes, Swede | Stockholm |
Switzerland | Swiss | Bern | Swiss Confederation, Berne
Syria | Syrian, Syrians | Damascus | Syrian Arab Republic
Taiwan | Taiwanese | Taipei | Republic of China, ROC, R.O.C., Chinese Taipei
Tajikistan | Tajik, Tajiks, Tajikistani, Tajikistanis | Dushanbe |
Tanzania | Tanzanian, Tanzanians | Dodoma |
Thailand | Thai, Thais | Bangkok | Siam
Togo | Togolese | Lomé | Lome
Tonga | Tongan, Tongans | Nuku'alofa |
Trinidad and Tobago | Trinidadian, Trinidadians, Tobagonian | Port of Spain | Trinidad
Tunisia | Tunisian, Tunisians | Tunis |
Turkey | Turkish, Turks, Turk | Ankara | Türkiye, Turkiye
Turkmenistan | Turkmen, Turkmens | Ashgabat |
Tuvalu | Tuvaluan, Tuvaluans | Funafuti |
Uganda | Ugandan, Ugandans | Kampala |
Ukraine | Ukrainian, Ukrainians | Kyiv | Kiev
United Arab Emirates | Emirati, Emiratis | Abu Dhabi | UAE, U.A.E., Emirates
United Kingdom | British, Britons, Briton, Brit, Brits | London | Britain, UK, U.K., Great Britain
United States | American, Americans, U.S., US | Washington | United States of America, \
America, U.S., US, U.S.A., USA, Washington D.C.
Uruguay | Uruguayan, Uruguayans | Montevideo |
Uzbekistan | Uzbek, Uzbeks, Uzbekistani, Uzbekistanis | Tashkent |
Vanuatu | Ni-Vanuatu, Vanuatuan, Vanuatuans | Port Vila |
Vatican | | Vatican City | Holy See, The Vatican
Venezuela | Venezuelan, Venezuelans | Caracas |
Vietnam | Vietnamese | Hanoi | Viet Nam
Wales | Welsh, Welshman, Welshmen, Welshwoman, Welshwomen | Cardiff |
Yemen | Yemeni, Yemenis, Yemenite | Sanaa | Sana'a
Zambia | Zambian, Zambians | Lusaka |
Zimbabwe | Zimbabwean, Zimbabweans | Harare |
"""


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(",") if name.strip())


def _country(row: str) -> Country:
    name, adjectives, capital, also = (cell.strip() for cell in row.split("|"))
    return Country(name, _listed(adjectives), capital, _listed(also))


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower().replace(".", "") for name in names)


COUNTRIES: tuple[Country, ...] = tuple(_country(row) for row in _ROWS.strip().splitlines())

ADJECTIVES: frozenset[str] = _keys(form for country in COUNTRIES for form in country.adjectives)

PLACES: frozenset[str] = _keys(
    name for country in COUNTRIES for name in (country.name, country.capital, *country.also)
) | _keys(REGIONS | CITIES)
