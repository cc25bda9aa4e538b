"""Every known-wrong kernel written out as a candidate would write it, by task and misconception.

These share no code with the composed family that the grader diagnoses by: each is the text of a right
solution with the lines of one misconception changed.
"""
