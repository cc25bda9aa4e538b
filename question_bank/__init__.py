"""The items as files, with their schema, loader and linter; it knows neither the service nor the grader."""

from question_bank.blueprint import Blueprint, Draw, Section
from question_bank.findings import BankInvalid, Finding
from question_bank.item import (
    Coding,
    Item,
    MultipleChoice,
    Numeric,
    SingleChoice,
    Written,
    read_content,
)
from question_bank.load import Bank, Entry, load_bank

__all__ = [
    "Bank",
    "BankInvalid",
    "Blueprint",
    "Coding",
    "Draw",
    "Entry",
    "Finding",
    "Item",
    "MultipleChoice",
    "Numeric",
    "Section",
    "SingleChoice",
    "Written",
    "load_bank",
    "read_content",
]
