"""The measurement of people and of items: arrays in, numbers out, each with how many it stands on.

Pure functions over NumPy arrays. A matrix of scores has a row an attempt and a column an item; an item that
an attempt was not given is NaN. Whether there is enough to show a number at all is `enough`'s to say.
"""
