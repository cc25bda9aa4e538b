"""Items as QTI 3.0: one document for each, in a package with what the items are filed under.

Rationales travel as modal feedback that no rule ever shows: authors can read them, and no delivery gives them
away. Proofs and the programs that draw numbers travel as files beside the item.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element, tostring

from app.bank.exchange.guide import write_guide
from app.bank.exchange.options import weights
from app.bank.exchange.qti_elements import ITEM, TEMPLATES, fill, flow, inline, number, plain, qti
from app.bank.exchange.question import Outgoing
from app.bank.exchange.tags import write_tags
from app.bank.variants import Variant
from question_bank import Coding, Item, MultipleChoice, Numeric, SingleChoice, Written
from question_bank.candidate_view import placeholders, shown

MANIFEST = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
ELSEWHERE = ("points",)  # QTI says this itself


def write_package(
    items: Sequence[Item],
    variants: Mapping[str, Sequence[Variant]],
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Outgoing:
    """Return a zip that any QTI 3.0 system reads. `variants` are those of numeric items, by item id."""
    content, resources = io.BytesIO(), []
    notes: dict[str, tuple[str, ...]] = {}
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for item in items:
            progress(item.id)
            folder = f"items/{item.id}"
            files = {f"{folder}/item.xml": _document(write_item(item, variants.get(item.id, ())))}
            code = {"variant.py": getattr(item, "variant", None), "verify.py": item.verify}
            files |= {f"{folder}/{name}": text.encode() for name, text in code.items() if text}
            files |= {f"{folder}/{name}": drawing.encode() for name, drawing in item.images.items()}
            for path, data in files.items():
                _add(package, path, data)
            resources.append(_resource(item, list(files)))
            if isinstance(item, Coding):
                notes[item.id] = (
                    f"another system shows it as an essay: the task {item.task} judges it here",
                )
        _add(package, "imsmanifest.xml", _document(_manifest(resources)))
    return Outgoing(content.getvalue(), notes)


def write_item(item: Item, variants: Sequence[Variant] = ()) -> Element:
    """Return the item's `qti-assessment-item`."""
    root = qti(
        "assessment-item",
        xmlns=ITEM,
        identifier=item.id,
        title=item.title,
        adaptive="false",
        time_dependent="false",
    )
    match item:
        case SingleChoice() | MultipleChoice():
            _choice(root, item)
        case Numeric():
            _numeric(root, item, variants)
        case Written():
            _prose(root, item, external_scored="human")
        case Coding():
            _prose(root, item, external_scored="externalMachine", format="plain")
    return root


def _choice(root: Element, item: SingleChoice | MultipleChoice) -> None:
    single = isinstance(item, SingleChoice)
    weighted = not single or item.points != 1
    declared = qti(
        "response-declaration",
        qti("correct-response", *(qti("value", key) for key in item.keys)),
        identifier="RESPONSE",
        cardinality="single" if single else "multiple",
        base_type="identifier",
    )
    if weighted:
        declared.append(_mapping(item))
    root.append(declared)
    _outcomes(root, item)
    body, question = _body(root, item.prompt)
    interaction = qti(
        "choice-interaction",
        *question,
        response_identifier="RESPONSE",
        shuffle="true",
        max_choices=1 if single else 0,
    )
    for option in item.options:
        interaction.append(fill(qti("simple-choice", identifier=option.id), inline(option.text)))
    body.append(interaction)
    template = "map_response.xml" if weighted else "match_correct.xml"
    root.append(qti("response-processing", template=f"{TEMPLATES}/{template}"))
    for option in item.options:
        _feedback(root, option.id, option.rationale)


def _mapping(item: SingleChoice | MultipleChoice) -> Element:
    """Return the points of each option; no selection earns less than nothing."""
    entries = [
        qti("map-entry", map_key=name, mapped_value=number(share * item.points))
        for name, share in weights(item).items()
    ]
    return qti("mapping", *entries, lower_bound=0, upper_bound=item.points, default_value=0)


def _numeric(root: Element, item: Numeric, variants: Sequence[Variant]) -> None:
    """Template variables hold the draws; one number chooses among them, the key among the rest."""
    root.append(qti("response-declaration", identifier="RESPONSE", cardinality="single", base_type="float"))
    _outcomes(root, item)
    names = sorted(placeholders(item.prompt))
    draws = {name: [shown(variant.numbers[name]) for variant in variants] for name in names}
    draws["KEY"] = [repr(variant.key) for variant in variants]
    root.append(qti("template-declaration", identifier="DRAW", cardinality="single", base_type="integer"))
    for name, values in draws.items():
        kind = {"base_type": "float" if name == "KEY" else "string"}
        held = qti("default-value", *(qti("value", value) for value in values))
        root.append(
            qti("template-declaration", held, identifier=f"{name}_DRAWS", cardinality="ordered", **kind)
        )
        if name != "KEY":
            kind["math_variable"] = "true"
            root.append(qti("template-declaration", identifier=name, cardinality="single", **kind))
    drawing = qti(
        "template-processing",
        qti("set-template-value", qti("random-integer", min=1, max=len(variants)), identifier="DRAW"),
    )
    for name in names:
        drawing.append(qti("set-template-value", _drawn(name), identifier=name))
    drawing.append(qti("set-correct-response", _drawn("KEY"), identifier="RESPONSE"))
    root.append(drawing)
    field = plain("p", qti("text-entry-interaction", response_identifier="RESPONSE", expected_length=12))
    field[0].tail = f" {item.unit}" if item.unit else None
    root.append(qti("item-body", *flow(item.prompt, variables=names), field))
    root.append(_within(item, max(variant.tolerance for variant in variants)))
    for answer in item.wrong_answers:
        _feedback(root, answer.misconception, answer.rationale)


def _drawn(name: str) -> Element:
    return qti("index", qti("variable", identifier=f"{name}_DRAWS"), n="DRAW")


def _within(item: Numeric, tolerance: float) -> Element:
    percent = number(100 * tolerance)
    near = qti(
        "equal",
        qti("variable", identifier="RESPONSE"),
        qti("correct", identifier="RESPONSE"),
        tolerance_mode="relative",
        tolerance=f"{percent} {percent}",
    )
    earned = qti(
        "set-outcome-value", qti("base-value", str(item.points), base_type="float"), identifier="SCORE"
    )
    return qti("response-processing", qti("response-condition", qti("response-if", near, earned)))


def _prose(root: Element, item: Written | Coding, *, external_scored: str, **how: str) -> None:
    root.append(qti("response-declaration", identifier="RESPONSE", cardinality="single", base_type="string"))
    _outcomes(root, item, external_scored=external_scored)
    body, question = _body(root, item.prompt)
    if isinstance(item, Written):
        guide = write_guide(item, lambda markdown: plain("div", *flow(markdown)))
        content = qti("content-body", *guide)
        body.append(qti("rubric-block", content, view="scorer", use="scoring"))
    body.append(
        qti(
            "extended-text-interaction",
            *question,
            response_identifier="RESPONSE",
            expected_lines=15,
            **how,
        )
    )


def _outcomes(root: Element, item: Item, **score: str) -> None:
    def declared(identifier: str, value: int, **more: str) -> Element:
        default = qti("default-value", qti("value", str(value)))
        kind = {"cardinality": "single", "base_type": "float"}
        return qti("outcome-declaration", default, identifier=identifier, **kind, **more)

    root.append(declared("SCORE", 0, normal_maximum=str(item.points), **score))
    root.append(declared("MAXSCORE", item.points))
    if isinstance(item, SingleChoice | MultipleChoice | Numeric):
        kind = {"cardinality": "multiple", "base_type": "identifier"}
        root.append(qti("outcome-declaration", identifier="FEEDBACK", **kind))


def _body(root: Element, prompt: str) -> tuple[Element, list[Element]]:
    """Add the item's body; return it and, for its interaction, the last paragraph: that is the question."""
    blocks = flow(prompt)
    last = blocks.pop() if len(blocks) > 0 and blocks[-1].tag == "p" else None
    body = qti("item-body", *blocks)
    root.append(body)
    if last is None:
        return body, []
    question = qti("prompt")
    question.text = last.text
    question.extend(list(last))
    return body, [question]


def _feedback(root: Element, identifier: str, rationale: str) -> None:
    if rationale.strip():
        content = qti("content-body", *flow(rationale))
        when = {"outcome_identifier": "FEEDBACK", "show_hide": "show"}
        root.append(qti("modal-feedback", content, identifier=identifier, **when))


def _resource(item: Item, files: Sequence[str]) -> Element:
    keywords = [
        plain("keyword", plain("string", tag, language="en")) for tag in write_tags(item, without=ELSEWHERE)
    ]
    based_on = [
        plain(
            "relation",
            plain("kind", plain("source", "LOMv1.0"), plain("value", "isbasedon")),
            plain("resource", plain("description", plain("string", source, language="en"))),
        )
        for source in item.sources
    ]
    lom = plain("lom", plain("general", *keywords), *based_on, xmlns=LOM)
    return plain(
        "resource",
        plain("metadata", lom),
        *(plain("file", href=path) for path in files),
        identifier=f"item-{item.id}",
        type="imsqti_item_xmlv3p0",
        href=files[0],
    )


def _manifest(resources: Sequence[Element]) -> Element:
    about = plain("metadata", plain("schema", "QTI Package"), plain("schemaversion", "3.0.0"))
    return plain(
        "manifest",
        about,
        plain("organizations"),
        plain("resources", *resources),
        xmlns=MANIFEST,
        identifier="MANIFEST-bn-assess",
    )


def _document(root: Element) -> bytes:
    document: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return document


def _add(package: zipfile.ZipFile, path: str, data: bytes) -> None:
    # One instant for all, so that the same items make the same bytes.
    package.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
