"""One wire story as many papers print it, and notices that a ministry makes from one template."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pipeline.intervals import DateInterval
from pipeline.model import Article

DAY = date(2031, 3, 12)
PARAGRAPHS = (
    "Foreign Minister Ilse Brandvold of Norway arrived in Nairobi on Tuesday for two days of talks"
    " on fisheries and the protection of ships, the first leg of a journey through eastern Africa"
    " that her ministry had announced a week earlier.",
    "Brandvold met Kenyan President Josphat Mwendwa at State House in the afternoon. Both spoke"
    " afterwards of a treaty on cables under the sea, which engineers of the two countries have"
    " been drafting since last autumn and which is to be signed before the summer.",
    "The minister told reporters that her government would pay for eleven patrol boats. Two of"
    " them are being built in a yard at Bergen, she said, and the crews will be trained on the"
    " coast of Norway during the winter months.",
    "Opposition members of the parliament in Oslo have asked what the boats will cost. A committee"
    " had wanted to hear the treasury first, and its chairman complained that the figures reached"
    " him from a newspaper rather than from the cabinet.",
    "Brandvold will travel on to Addis Ababa on Thursday, where she is to address the commission of"
    " the African Union. On Saturday she will visit Djibouti, whose port serves most of the trade"
    " of the region, before she flies home.",
    "A stop in Khartoum, which had been part of the first programme, was called off on Monday"
    " because the airport is closed to foreign aircraft until the end of the month.",
    "Diplomats who prepared the journey said that the talks in Nairobi had been difficult at the"
    " start. Kenyan officials wanted the boats by the rainy season, and a yard in the south of"
    " Norway that was to build them has been on strike since the middle of February.",
    "Trade between the two countries has doubled in ten years. Norway sells fertiliser and"
    " machines for dams, and buys tea, flowers and coffee, most of it through merchants who have"
    " kept their offices in Mombasa for three generations.",
)
STORY = "\n\n".join(PARAGRAPHS)
TOWNS = ("Oslo", "London", "Cape Town", "Boston", "Toronto", "Manchester", "Sydney", "Dublin")
_PAPERS = ("Courier", "Gazette", "Herald", "Observer", "Ledger", "Mirror", "Echo", "Chronicle")
_HEADLINES = (
    "Norway pledges patrol boats",
    "Minister begins African journey",
    "Eleven boats for the coast",
    "Brandvold in Nairobi for talks on fisheries",
    "Treaty on sea cables before the summer",
)
_CHANGED = (
    "A spokesman would not say what the boats cost. Members of a committee in the parliament are"
    " still waiting for an answer, and their chairman has written to the cabinet a second time.",
    "Shipping companies welcomed the plan. Their association pointed out that insurance for the"
    " passage had become four times as expensive within eighteen months, and hoped for more.",
)


def prints(number: int, seed: int = 6) -> Iterator[Article]:
    """The story as so many papers print it within a day, each in its own way."""
    chance = Random(seed)
    for index in range(number):
        town, paper = TOWNS[index % len(TOWNS)], _PAPERS[index // len(TOWNS) % len(_PAPERS)]
        yield Article(
            article_id=f"prints/{index:03}",
            text=_printed(chance, town),
            title=chance.choice(_HEADLINES),
            published=DateInterval.day(DAY + timedelta(days=index % 2)),
            source=f"{town} {paper} {index}",
            url=f"https://paper-{index}.example/brandvold",
        )


def _printed(chance: Random, town: str) -> str:
    """The paragraphs with a dateline or a byline, one changed, some words too, cut at the end."""
    kept = list(PARAGRAPHS)
    if chance.random() < 0.4:
        kept[chance.choice((2, 3, 6, 7))] = chance.choice(_CHANGED)
    if chance.random() < 0.5:
        kept = kept[: chance.randint(3, 7)]
    text = "\n\n".join(kept)
    if chance.random() < 0.3:
        text = text.replace("told reporters", "said").replace("complained", "objected")
    if chance.random() < 0.2:
        text = text.replace("\n\n", "\n").replace("minister", "Minister")
    above = chance.choice(("", f"{town.upper()} (Union Wire) - ", f"By our staff in {town}\n\n"))
    return f"{above}{text}"


_MINISTERS = ("Ilse Brandvold", "Tomas Verlinden", "Aino Kestila", "Pavel Horacek")
_POSTS = ("Norway", "Belgium", "Finland", "the Czech Republic")
_VISITED = ("Lyon", "Turin", "Porto", "Gdansk", "Graz", "Malaga")
_NOTICE = """The press office announces that Foreign Minister {who} of {home} will visit {town} on \
{day}. The programme begins with a reception at the town hall in the morning, to which consuls \
and representatives of the chamber of commerce have been invited. It goes on with a working \
lunch and a visit to the university, where the minister will answer questions of the students. \
Journalists who wish to attend are asked to register at the press office two days before, with the \
number of their press card. Photographs may be taken at the beginning of the reception. There will \
be no separate press conference. Parking is possible behind the town hall; the entrance for the \
press is at the side of the square. Further notices will appear on this page."""


def notices(weeks: int) -> Iterator[Article]:
    """What a ministry announces from one template: two a week, a day apart."""
    for number in range(2 * weeks):
        published = DAY + timedelta(days=7 * (number // 2) + number % 2)
        day = published + timedelta(days=9)
        who = number % len(_MINISTERS)
        yield Article(
            article_id=f"notices/{number:03}",
            text=_NOTICE.format(
                who=_MINISTERS[who],
                home=_POSTS[who],
                town=_VISITED[number // 2 % len(_VISITED)],
                day=f"{day:%B} {day.day}, {day.year}",
            ),
            title="Notice to the press",
            published=DateInterval.day(published),
            source="Press office",
            url=f"https://ministry.example/{number}",
        )
