"""Loop for ever before there is a function."""

ENDS_AS = ("time_limit",)

while True:
    pass
