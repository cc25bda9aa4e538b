"""Commented beginnings of new items: what an author fills in, with what belongs there beside it."""

from pathlib import Path
from typing import get_args

from question_bank import schema
from question_bank.tags import Application, ItemType, Role, Subtopic

COMMON = """\
# yaml-language-server: $schema=../../../schema/item.json
id: {id}
type: {type}
title:                    # for authors and reviewers; candidates never see it
status: draft             # draft, reviewed, published, retired
subtopic: {subtopic}
applications: []          # one or more of {applications}
roles: []                 # one or more of {roles}
difficulty:               # 1 knows the words, 2 uses it rightly, 3 debugs and decides
points:                   # a whole number, the most an answer can earn
expected_time_s:          # seconds that somebody who knows the answer needs
sources: []               # paper and section, documentation, or the computation that the key rests on
"""
KEY = """\
  - id: {letter}
    text:                 # as long as the other options, and of the same form
    key: true
    rationale:            # why it is right
"""
DISTRACTOR = """\
  - id: {letter}
    text:
    misconception:        # what somebody believes who takes it: an id of misconceptions/*.yaml, such as S01
    rationale:            # which error of thought leads here
"""
CRITERION = """\
  - id:                   # a short name
    title:                # what the reviewer looks at
    levels:               # three or four, from 0 points upwards
      - points: 0
        description:
      - points: 1
        description:
      - points: 2
        description:
"""


def _options(keys: str) -> str:
    note = "# move the key: over the bank no place may be the key more often than another\n"
    drawn = (KEY if letter in keys else DISTRACTOR for letter in "abcd")
    return f"options:                  {note}" + "".join(
        option.format(letter=letter) for letter, option in zip("abcd", drawn, strict=True)
    )


BODY: dict[ItemType, str] = {
    "single_choice": _options("b"),
    "multiple_choice": _options("bd"),
    "numeric": """\
# unit: MiB               # shown beside the field, where the number has one
wrong_answers:            # what misconceptions would answer; variant.py returns the numbers under `wrong`
  - misconception:
    rationale:            # which error of thought leads to it
""",
    "written": f"""\
rubric:                   # three to five criteria; their best levels add up to `points`
{CRITERION * 3}exemplars:                # one passage for each level of the criterion hardest to score
  criterion:              # its id
  passages:
    - points: 0
      text:
    - points: 1
      text:
    - points: 2
      text:
common_errors:            # what reviewers will meet
  - misconception:
    description:
""",
    "coding": "task:                     # a task of the grader: `bn-assess tasks` lists them\n",
}
PROMPTS: dict[ItemType, str] = {
    "single_choice": "<!-- A situation, then one question: Markdown with $maths$ and fenced code. -->\n",
    "multiple_choice": "<!-- A situation, then one question. -->\n\nChoose all that apply.\n",
    "numeric": "<!-- A situation with the numbers that variant.py draws, each as {{name}}. -->\n\n"
    "What is twice {{x}}, to two decimals?\n",
    "written": "<!-- The situation, what is asked, how long the answer is to be, and what to weigh. -->\n",
    "coding": "<!-- The convention in words, and one worked example that verify.py confirms. -->\n",
}
VARIANT = '''\
def variant(rng):
    """Draw one candidate's numbers, the key, and what each misconception would answer."""
    x = round(float(rng.uniform(1, 9)), 2)
    return {
        "numbers": {"x": x},  # fills {{x}} in the prompt
        "key": 2 * x,
        "tolerance": 0.01,  # relative to the key
        "wrong": {},  # {"S01": ...}, at least three tolerances from the key
    }
'''
NUMERIC_PROOF = '''\
def verify(kernels, numbers):
    """Compute the key from the reference kernels: kernels.batch_norm(x, gamma, beta, eps) and others."""
    return 2 * numbers["x"]
'''


def files(kind: ItemType, name: str, subtopic: Subtopic) -> dict[str, str]:
    """Return the files of a new item by their names."""
    head = COMMON.format(
        id=name,
        type=kind,
        subtopic=subtopic,
        applications=", ".join(get_args(Application)),
        roles=", ".join(get_args(Role)),
    )
    made = {"item.yaml": head + BODY[kind], "prompt.md": PROMPTS[kind]}
    if kind == "numeric":
        made |= {"variant.py": VARIANT, "verify.py": NUMERIC_PROOF}
    if kind == "written":
        made["model_answer.md"] = "<!-- An answer that earns all points. -->\n"
    return made


def write(root: Path, kind: ItemType, name: str, subtopic: Subtopic) -> list[Path]:
    """Write a new item into the bank at `root`, and the schemas that editors read; return the item's files.

    Raise FileExistsError where the bank has an item of this name.
    """
    for taken in (root / "items").glob(f"*/{name}"):
        raise FileExistsError(taken)
    folder = root / "items" / subtopic / name
    folder.mkdir(parents=True)
    schema.write(root)
    written = []
    for file, text in files(kind, name, subtopic).items():
        (folder / file).write_text(text, encoding="utf-8")
        written.append(folder / file)
    return written
