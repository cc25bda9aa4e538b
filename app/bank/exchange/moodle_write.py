"""Items as Moodle XML, in HTML with TeX for Moodle's MathJax; what they are filed under goes into tags."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from app.bank.exchange.guide import write_guide
from app.bank.exchange.options import weights
from app.bank.exchange.question import Outgoing
from app.bank.exchange.sources import write_sources
from app.bank.exchange.tags import write_tags
from app.bank.markup import fragment, to_xhtml
from app.bank.variants import Variant
from question_bank import Coding, Item, MultipleChoice, Numeric, SingleChoice, Written
from question_bank.candidate_view import fill
from question_bank.image import with_addresses

ATTACHED = "@@PLUGINFILE@@/"  # where a text finds the files inside its element
CATEGORY = "$course$/top/bn-assess"
ELSEWHERE = ("points", "subtopic")  # Moodle says these itself: a grade, a category
PROOF = "the proof, verify.py: Moodle runs no code"


def write_quiz(
    items: Sequence[Item],
    variants: Mapping[str, Sequence[Variant]],
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Outgoing:
    """Return a `quiz`. `variants` are those of numeric items, by item id; Moodle gets the first."""
    quiz = Element("quiz")
    notes: dict[str, tuple[str, ...]] = {}
    category = ""
    for item in sorted(items, key=lambda item: (item.subtopic, item.id)):
        progress(item.id)
        if item.subtopic != category:
            category = item.subtopic
            _text(SubElement(quiz, "question", type="category"), "category", f"{CATEGORY}/{category}")
        drawn = variants.get(item.id, ())
        quiz.append(_question(item, drawn))
        notes[item.id] = tuple(not_held(item, len(drawn)))
    document: bytes = tostring(quiz, encoding="UTF-8", xml_declaration=True)
    return Outgoing(document, {name: said for name, said in notes.items() if said})


def not_held(item: Item, variants: int) -> list[str]:
    """Return what neither Moodle XML nor GIFT can say of an item."""
    notes = [PROOF] if item.verify else []
    if isinstance(item, Numeric):
        notes.append(f"variant.py and {variants - 1} of its {variants} variants: one number for everybody")
    if isinstance(item, Coding):
        notes.append(f"how it is judged: Moodle shows an essay, the task {item.task} is here")
    return notes


def _question(item: Item, variants: Sequence[Variant]) -> Element:
    kinds = {"numeric": "numerical", "written": "essay", "coding": "essay"}
    question = Element("question", type=kinds.get(item.type, "multichoice"))
    _text(question, "name", item.title)
    prompt = fill(item.prompt, variants[0].numbers) if isinstance(item, Numeric) else item.prompt
    _html(question, "questiontext", with_addresses(prompt, lambda name: ATTACHED + name))
    for name, drawing in item.images.items():
        file = SubElement(question[-1], "file", name=name, path="/", encoding="base64")
        file.text = b64encode(drawing.encode()).decode()
    _html(question, "generalfeedback", write_sources(item))
    fields = {"defaultgrade": item.points, "penalty": 0, "hidden": 0, "idnumber": item.id}
    match item:
        case SingleChoice() | MultipleChoice():
            _choice(question, item, fields)
        case Numeric():
            _numeric(question, item, variants[0], fields)
        case Written() | Coding():
            _essay(question, item, fields)
    tags = SubElement(question, "tags")
    for tag in write_tags(item, without=ELSEWHERE):
        _text(tags, "tag", tag)
    return question


def fractions(item: SingleChoice | MultipleChoice) -> dict[str, str]:
    """Return the share of the grade, in percent, of each option: those by which it is scored here.

    Moodle takes the percentages of its own list only, which have five decimals.
    """
    return {
        name: f"{float(100 * share):.5f}".rstrip("0").rstrip(".") for name, share in weights(item).items()
    }


def _choice(question: Element, item: SingleChoice | MultipleChoice, fields: dict[str, object]) -> None:
    single = str(isinstance(item, SingleChoice)).lower()
    _fields(question, {**fields, "single": single, "shuffleanswers": "true", "answernumbering": "abc"})
    shares = fractions(item)
    for option in item.options:
        answer = SubElement(question, "answer", fraction=shares[option.id], format="html")
        SubElement(answer, "text").text = short(option.text)
        _html(answer, "feedback", option.rationale)


def _numeric(question: Element, item: Numeric, variant: Variant, fields: dict[str, object]) -> None:
    _fields(question, fields)
    rationales = {answer.misconception: answer.rationale for answer in item.wrong_answers}
    given = [
        ("100", variant.key, ""),
        *(("0", value, rationales[name]) for name, value in variant.wrong.items()),
    ]
    for fraction, value, rationale in given:
        answer = SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
        SubElement(answer, "text").text = repr(value)
        _html(answer, "feedback", rationale)
        SubElement(answer, "tolerance").text = f"{abs(value) * variant.tolerance:.6g}"
    if item.unit:
        unit = SubElement(SubElement(question, "units"), "unit")
        _fields(unit, {"multiplier": 1, "unit_name": item.unit})


def _essay(question: Element, item: Written | Coding, fields: dict[str, object]) -> None:
    editor = "editor" if isinstance(item, Written) else "monospaced"
    _fields(question, fields)
    _fields(question, {"responseformat": editor, "responserequired": 1, "responsefieldlines": 15})
    _fields(question, {"attachments": 0})
    if isinstance(item, Written):
        guide = write_guide(item, lambda markdown: fragment(markdown, tex=True))
        info = SubElement(question, "graderinfo", format="html")
        SubElement(info, "text").text = "".join(tostring(part, encoding="unicode") for part in guide)


def short(markdown: str) -> str:
    """Return a short text as HTML, without the paragraph around it."""
    root = fragment(markdown, tex=True)
    if len(root) == 1 and root[0].tag == "p":
        root[0].tail = None
        whole: str = tostring(root[0], encoding="unicode")
        return whole.removeprefix("<p>").removesuffix("</p>")
    return to_xhtml(markdown, tex=True).strip()


def _fields(parent: Element, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        SubElement(parent, name).text = str(value)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(SubElement(parent, name), "text").text = text


def _html(parent: Element, name: str, markdown: str) -> None:
    holder = SubElement(parent, name, format="html")
    SubElement(holder, "text").text = to_xhtml(markdown, tex=True).strip()
