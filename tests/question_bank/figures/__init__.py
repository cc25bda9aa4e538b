"""The drawings of the packaged items: real training runs in NumPy, drawn as SVG.

`python -m tests.question_bank.figures` draws them all into the bank again.
"""
