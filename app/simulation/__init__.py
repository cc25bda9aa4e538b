"""A cohort with known abilities and misconceptions that sits an assessment through the service's own code.

What is known of everybody is kept, so that what the service makes of their answers can be held against it.
"""

from typing import Final

CHOICES: Final = "choices"
"""The name of the design that gives everybody every choice item of the bank."""

PLANTS: Final = ("wrong-key", "two-keys", "no-discrimination", "dif")
"""What can be planted in an item."""
