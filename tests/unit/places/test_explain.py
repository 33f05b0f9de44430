"""An explanation tells the candidates, and never another winner than `resolve`."""

from __future__ import annotations

from pipeline.language import load_model
from pipeline.places.explain import Explanation, explain
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve

TEXT = "KINGSTON - Visitors from Paris, Texas, saw Kingston and Jamaica, then flew to Xqwzt."


def _explained(gazetteer: Gazetteer) -> dict[str, Explanation]:
    mentions = recognise(load_model("en_core_web_sm")(TEXT), gazetteer)
    return {found.mention.text: found for found in explain(TEXT, mentions, gazetteer)}


def test_the_first_candidate_is_the_place(gazetteer: Gazetteer) -> None:
    mentions = recognise(load_model("en_core_web_sm")(TEXT), gazetteer)
    resolved = resolve(TEXT, mentions, gazetteer)
    explained = list(explain(TEXT, mentions, gazetteer))
    assert [found.mention for found in explained] == resolved
    for found in explained:
        if found.mention.place is not None:
            assert found.candidates[0].candidate.place == found.mention.place


def test_probabilities_fall_and_never_pass_one(gazetteer: Gazetteer) -> None:
    for found in _explained(gazetteer).values():
        shares = [candidate.probability for candidate in found.candidates]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) <= 1.0 + 1e-9


def test_a_container_is_named_as_the_reason(gazetteer: Gazetteer) -> None:
    paris = _explained(gazetteer)["Paris"]
    assert paris.candidates[0].candidate.place.admin1 == "Texas"
    assert paris.reason == "the words beside it"
    assert paris.candidates[0].beside > paris.candidates[1].beside
