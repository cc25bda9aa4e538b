"""Items from and to the formats of other systems: QTI 3 packages (2.x to read), Moodle XML, GIFT.

It stands here and not in `question_bank`, which reads its own files with Pydantic and PyYAML alone: hostile
XML, HTML and the drawn variants of numeric items are not its concern. Nothing here touches the database: what
is imported becomes files of a bank, which an author reads, checks and loads like any others.
"""
