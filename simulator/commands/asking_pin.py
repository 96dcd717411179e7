"""Asking for a PIN: unseen at a terminal, a line of its own from a pipe, never on the command line."""

import sys

import click

from simulator.people.pins import LONGEST, SHORTEST, flaw_of
from simulator.problems import UserProblem
from simulator.texts import say


def ask_pin(question: str) -> str:
    """Return a PIN as typed. Raises UserProblem when there is nobody to ask."""
    if sys.stdin.isatty():
        typed: str = click.prompt(question, hide_input=True, err=True)
        return typed.strip()
    line = sys.stdin.readline()
    if not line:
        raise UserProblem("problem.pin-wanted")
    return line.strip()


def ask_new_pin(code: str) -> str:
    """Return a new PIN of a code, typed twice. Raises UserProblem when it is unfit or was typed differently."""
    typed = ask_pin(say("people.pin-ask", code=code, shortest=SHORTEST, longest=LONGEST))
    if flaw := flaw_of(typed, code):
        raise UserProblem(flaw)
    if ask_pin(say("people.pin-again")) != typed:
        raise UserProblem("problem.pin-differs")
    return typed
