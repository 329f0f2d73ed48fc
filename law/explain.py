"""The reasoning of a decision: stored in no language, shown in any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from law.catalogue import catalogue
from law.facts import dump, plain, units_of
from law.parameters import Dated, NotInLaw
from law.references import reference
from law.words import day, shown

if TYPE_CHECKING:
    from law.engine import Cited, Step
    from law.pack import Outcome

Json = dict[str, Any]
GIVEN = "Fixed by a person's decision"
ABSENT = "The law has no “{name}” on {on}."
NOT_YET = "The law has no “{name}” on {on}; the first applies from {since}."


def to_json(outcome: Outcome) -> Json:
    """Everything about a decision as plain JSON: message ids and typed values; days ISO, fractions "n/d"."""
    units: Json = dict(units_of(type(outcome.facts)))
    steps = []
    for step in outcome.steps:
        steps.append(step_json(step, units))
        units[step.rule.name] = step.rule.unit
    return {
        "decision": outcome.decision, "digest": outcome.digest, "law_date": outcome.law_date.isoformat(),
        "facts": dump(outcome.facts), "given": {n: plain(v) for n, v in outcome.given.items()},
        "results": {n: plain(v) for n, v in outcome.results.items()}, "steps": steps,
        "unconfirmed": list(outcome.unconfirmed), "assumptions": list(outcome.assumptions)}


def step_json(step: Step, units: Json) -> Json:
    rule = step.rule
    return {
        "rule": rule.name, "label": rule.label, "ref": rule.reference, "sentence": rule.sentence,
        "unit": rule.unit, "value": plain(step.value), "given": step.given,
        "assumption": "" if step.given else rule.assumption,
        "inputs": {n: {"value": plain(v), "unit": units.get(n, "")} for n, v in step.inputs.items()},
        "params": [cited_json(cited) for cited in step.cited]}


def cited_json(cited: Cited) -> Json:
    p = cited.parameter
    value = p.value.values if isinstance(p.value, Dated) else p.value
    return {
        "name": p.name, "path": p.path, "label": p.label, "value": plain(value), "unit": p.unit,
        "since": p.since.isoformat(), "on": cited.on.isoformat(), "ref": p.reference,
        "confidence": p.confidence, "status": p.status, "unconfirmed": cited.unconfirmed,
        "confirmed_until": plain(p.confirmed_until)}


def render(trace: Json, language: str) -> list[Json]:
    """The steps of a stored trace in a language ("ko", "en"), each with label, sentence, shown value, sources."""
    return [render_step(step, language) for step in trace["steps"]]


def render_step(step: Json, language: str) -> Json:
    say = catalogue(language)
    words = {n: shown(i["value"], i["unit"], language) for n, i in step["inputs"].items()}
    words |= {p["name"]: shown(p["value"], p["unit"], language) for p in step["params"]}
    sentence = say(GIVEN) if step["given"] else say(step["sentence"]).format_map(words)
    params = [render_parameter(p, language) for p in step["params"]]
    return {
        "rule": step["rule"], "label": say(step["label"]), "sentence": sentence,
        "shown": shown(step["value"], step["unit"], language), "ref": reference(step["ref"], language),
        "params": params, "unconfirmed": any(p["unconfirmed"] for p in params),
        "assumption": say(step["assumption"]), "given": step["given"]}


def render_parameter(parameter: Json, language: str) -> Json:
    say = catalogue(language)
    return {
        **parameter, "label": say(parameter["label"]), "shown": shown(parameter["value"], parameter["unit"], language),
        "since": shown(parameter["since"], "", language), "ref": reference(parameter["ref"], language),
        "confidence_shown": say(parameter["confidence"]), "status_shown": say(parameter["status"])}


def refusal(error: NotInLaw, language: str) -> str:
    """What the law does not have, as a sentence in a language."""
    days = {"on": day(error.on, language), "since": day(error.since, language) if error.since else ""}
    return catalogue(language)(NOT_YET if error.since else ABSENT).format(name=error.name, **days)


def as_text(trace: Json, language: str) -> str:
    """The whole reasoning as lines: label: sentence → value [reference]."""
    return "\n".join(f"{s['label']}: {s['sentence']} → {s['shown']}  [{s['ref']}]" for s in render(trace, language))
