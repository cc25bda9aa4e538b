"""Right code with one thing changed: every mutant that a list of small changes makes of a source."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Made: TypeAlias = tuple[str, ast.AST]

OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ALIKE = (
    "mean sum",
    "sqrt square",
    "var std",
    "zeros ones",
    "zeros_like ones_like",
    "max min",
    "add subtract",
)
NAMES = {a: b for pair in ALIKE for a, b in (pair.split(), pair.split()[::-1])}
STATEMENTS = (ast.Assign, ast.AugAssign, ast.Expr)


@dataclass(frozen=True)
class Mutant:
    """A source and what was changed in it."""

    change: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Every mutant of `source`, each with one change, none twice."""
    tree = ast.parse(source)
    whole = ast.unparse(tree)
    made: dict[str, Mutant] = {}
    for function in [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]:
        for owner, name, place, node in children(function):
            for change, new in replacements(node, parameters(owner, function)):
                text = with_replaced(tree, owner, name, place, new)
                if text not in (whole, *made):
                    made[text] = Mutant(f"line {getattr(node, 'lineno', '?')}: {change}", text)
    return list(made.values())


def children(root: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node below `root` with its parent, the parent's field and the place in it."""
    for owner in ast.walk(root):
        for name, value in ast.iter_fields(owner):
            if isinstance(value, ast.AST):
                yield owner, name, None, value
            elif isinstance(value, list):
                for place, entry in enumerate(value):
                    if isinstance(entry, ast.AST):
                        yield owner, name, place, entry


def with_replaced(tree: ast.AST, owner: ast.AST, name: str, place: int | None, new: ast.AST) -> str:
    """The source of the tree with one child of `owner` replaced; the tree is left as it was."""
    old = getattr(owner, name)
    if place is None:
        setattr(owner, name, new)
    else:
        setattr(owner, name, [*old[:place], new, *old[place + 1 :]])
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    finally:
        setattr(owner, name, old)


def parameters(owner: ast.AST, function: ast.AST) -> list[str]:
    """The names a name may be mistaken for: the parameters of the functions around."""
    if not isinstance(owner, ast.expr):
        return []
    inside = [node for node in ast.walk(function) if isinstance(node, ast.FunctionDef)]
    around = [node for node in inside if any(child is owner for child in ast.walk(node))]
    return list(dict.fromkeys(arg.arg for node in around for arg in node.args.args if arg.arg != "self"))


def replacements(node: ast.AST, names: list[str]) -> Iterator[Made]:
    """What a node may become."""
    for kind, rule in RULES:
        if isinstance(node, kind):
            yield from rule(node)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names and len(names) > 1:
        other = names[(names.index(node.id) + 1) % len(names)]
        yield f"{node.id} -> {other}", ast.Name(other, ast.Load())


def of_binary(node: ast.BinOp) -> Iterator[Made]:
    """Another operator, or one of the two terms alone."""
    text = ast.unparse(node)
    if type(node.op) in OPERATORS:
        yield f"operator of {text}", ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
    yield f"right term of {text} dropped", node.left
    yield f"left term of {text} dropped", node.right


def of_unary(node: ast.UnaryOp) -> Iterator[Made]:
    """The operand alone."""
    yield f"{ast.unparse(node)} without its sign", node.operand


def of_constant(node: ast.Constant) -> Iterator[Made]:
    """Numbers beside it."""
    value = node.value
    if isinstance(value, bool):
        yield f"{value} turned over", ast.Constant(not value)
    elif isinstance(value, int):
        yield from ((f"{value} -> {other}", ast.Constant(other)) for other in (value + 1, value - 1))
    elif isinstance(value, float):
        yield from ((f"{value} -> {other}", ast.Constant(other)) for other in (2 * value, -value))


def of_tuple(node: ast.Tuple) -> Iterator[Made]:
    """An axis fewer."""
    if isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        for place in range(len(node.elts)):
            rest = [*node.elts[:place], *node.elts[place + 1 :]]
            yield f"{ast.unparse(node)} without entry {place}", ast.Tuple(rest, ast.Load())


def of_comparison(node: ast.Compare) -> Iterator[Made]:
    """The bound in or out, or turned over."""
    if type(node.ops[0]) in COMPARISONS:
        new = ast.Compare(node.left, [COMPARISONS[type(node.ops[0])]()], node.comparators)
        yield f"comparison in {ast.unparse(node)}", new


def of_attribute(node: ast.Attribute) -> Iterator[Made]:
    """The function next to it."""
    if node.attr in NAMES:
        yield f"{node.attr} -> {NAMES[node.attr]}", ast.Attribute(node.value, NAMES[node.attr], node.ctx)


def of_call(node: ast.Call) -> Iterator[Made]:
    """A keyword fewer, or what it is called on alone."""
    for place, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:place], *node.keywords[place + 1 :]]
        yield f"{keyword.arg} of {ast.unparse(node)} dropped", ast.Call(node.func, node.args, rest)
    if node.args:
        yield f"{ast.unparse(node)} left out", node.args[0]
    elif isinstance(node.func, ast.Attribute):
        yield f"{ast.unparse(node)} left out", node.func.value


def of_condition(node: ast.IfExp) -> Iterator[Made]:
    """Either branch alone."""
    yield f"first branch of {ast.unparse(node)}", node.body
    yield f"other branch of {ast.unparse(node)}", node.orelse


def of_branch(node: ast.If) -> Iterator[Made]:
    """The condition turned over."""
    new = ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    yield f"if {ast.unparse(node.test)} turned over", new


def of_statement(node: ast.stmt) -> Iterator[Made]:
    """The statement left out, unless only a missing name would follow."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if not documents and not any(isinstance(target, ast.Name | ast.Tuple) for target in targets):
        yield f"{ast.unparse(node).splitlines()[0]} left out", ast.Pass()


RULES: tuple[tuple[type[ast.AST] | tuple[type[ast.AST], ...], Callable[..., Iterator[Made]]], ...] = (
    (ast.BinOp, of_binary),
    (ast.UnaryOp, of_unary),
    (ast.Constant, of_constant),
    (ast.Tuple, of_tuple),
    (ast.Compare, of_comparison),
    (ast.Attribute, of_attribute),
    (ast.Call, of_call),
    (ast.IfExp, of_condition),
    (ast.If, of_branch),
    (STATEMENTS, of_statement),
)
