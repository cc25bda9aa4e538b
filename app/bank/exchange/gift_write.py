"""Items as GIFT; what they are filed under goes into comments that Moodle reads as tags."""

from collections.abc import Callable, Mapping, Sequence

from app.bank.exchange.gift import escape
from app.bank.exchange.moodle_write import CATEGORY, fractions, not_held, short
from app.bank.exchange.question import Outgoing
from app.bank.exchange.sources import write_sources
from app.bank.exchange.tags import write_tags
from app.bank.markup import to_xhtml
from app.bank.variants import Variant
from question_bank import Item, MultipleChoice, Numeric, SingleChoice, Written
from question_bank.candidate_view import fill
from question_bank.image import in_words

GUIDE = "rubric, model answer, exemplars and common errors: a GIFT essay has none"


def write_gift(
    items: Sequence[Item],
    variants: Mapping[str, Sequence[Variant]],
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Outgoing:
    """Return GIFT text. `variants` are those of numeric items, by item id; the first goes along."""
    parts, category = [], ""
    notes: dict[str, tuple[str, ...]] = {}
    for item in sorted(items, key=lambda item: (item.subtopic, item.id)):
        progress(item.id)
        if item.subtopic != category:
            category = item.subtopic
            parts.append(f"$CATEGORY: {CATEGORY}/{category}")
        drawn = variants.get(item.id, ())
        parts.append(_question(item, drawn))
        drawings = [f"the drawing {name}: the words for it stand in its place" for name in item.images]
        guide = [GUIDE] if isinstance(item, Written) else []
        notes[item.id] = (*not_held(item, len(drawn)), *drawings, *guide)
    text = "\n\n".join(parts) + "\n"
    return Outgoing(text.encode(), {name: said for name, said in notes.items() if said})


def _question(item: Item, variants: Sequence[Variant]) -> str:
    tags = " ".join(f"[tag:{tag.replace(']', '')}]" for tag in write_tags(item, without=("subtopic",)))
    prompt = fill(item.prompt, variants[0].numbers) if isinstance(item, Numeric) else item.prompt
    prompt = in_words(prompt)
    feedback = f"\n####{_html(write_sources(item))}" if item.sources else ""
    lines = [f"// [id:{item.id}] {tags}", f"::{escape(item.title)}::[html]{_html(prompt)}{{"]
    match item:
        case SingleChoice() | MultipleChoice():
            lines += _options(item)
        case Numeric():
            lines[-1] += "#"
            lines += _numbers(item, variants[0])
    return "\n".join(lines) + f"{feedback}\n}}"


def _options(item: SingleChoice | MultipleChoice) -> list[str]:
    shares, lines = fractions(item), []
    for option in item.options:
        mark = f"~%{shares[option.id]}%"
        if isinstance(item, SingleChoice):
            mark = "=" if option.key else "~"
        why = f" #{_html(option.rationale)}" if option.rationale else ""
        lines.append(f"{mark}{escape(short(option.text))}{why}")
    return lines


def _numbers(item: Numeric, variant: Variant) -> list[str]:
    rationales = {answer.misconception: answer.rationale for answer in item.wrong_answers}
    lines = [f"={variant.key!r}:{abs(variant.key) * variant.tolerance:.6g}"]
    for name, value in variant.wrong.items():
        width = abs(value) * variant.tolerance
        lines.append(f"=%0%{value!r}:{width:.6g}#{_html(rationales[name])}")
    return lines


def _html(markdown: str) -> str:
    return escape(to_xhtml(markdown, tex=True).strip())
