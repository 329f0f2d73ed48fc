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
    """Everything about a decision as plain JSON: message ids and typed values; days ISO, fractions "n/d".

    Facts, results and parameters stand in it once; a step names those it used.
    """
    cited = {c.parameter.name: c for step in outcome.steps for c in step.cited}
    return {
        "decision": outcome.decision, "digest": outcome.digest, "law_date": outcome.law_date.isoformat(),
        "facts": dump(outcome.facts), "units": units_of(type(outcome.facts)),
        "given": {n: plain(v) for n, v in outcome.given.items()},
        "results": {n: plain(v) for n, v in outcome.results.items()},
        "params": {name: cited_json(c) for name, c in cited.items()},
        "steps": [step_json(step) for step in outcome.steps],
        "unconfirmed": list(outcome.unconfirmed), "assumptions": list(outcome.assumptions)}


def step_json(step: Step) -> Json:
    rule = step.rule
    return {
        "rule": rule.name, "label": rule.label, "ref": rule.reference, "sentence": rule.sentence,
        "unit": rule.unit, "value": plain(step.value), "given": step.given,
        "assumption": "" if step.given else rule.assumption,
        "inputs": list(step.inputs), "params": [c.parameter.name for c in step.cited]}


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
    words = Words(trace, language)
    return [render_step(step, words) for step in trace["steps"]]


class Words(dict[str, str]):
    """What each name in a trace says in a language; a long record is written out only where a sentence shows it."""

    def __init__(self, trace: Json, language: str) -> None:
        self.language, self.say = language, catalogue(language)
        self.params = {n: render_parameter(p, language) for n, p in trace["params"].items()}
        results = {step["rule"]: (step["value"], step["unit"]) for step in trace["steps"]}
        self.values_and_units = {n: (v, trace["units"].get(n, "")) for n, v in trace["facts"].items()} | results

    def __missing__(self, name: str) -> str:
        if name in self.params:
            said = str(self.params[name]["shown"])
        else:
            said = shown(*self.values_and_units[name], self.language)
        return self.setdefault(name, said)


def render_step(step: Json, words: Words) -> Json:
    say = words.say
    params = [words.params[name] for name in step["params"]]
    return {
        "rule": step["rule"], "label": say(step["label"]),
        "sentence": say(GIVEN) if step["given"] else say(step["sentence"]).format_map(words),
        "shown": words[step["rule"]], "ref": reference(step["ref"], words.language),
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
