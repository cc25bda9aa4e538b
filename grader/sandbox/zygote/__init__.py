"""The zygote: a separate program that imports NumPy once and forks a locked child for every submission.

It runs in an interpreter of its own and may import nothing but the standard library, NumPy and the modules of
this folder; it never sees a submission, which only the child reads. The parent shares with it the layout of
what they say to each other (`control`, `wire`).
"""
