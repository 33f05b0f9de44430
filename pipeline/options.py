"""Options that several commands take, each said once: as a field of what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import typer

from pipeline.settings import Settings

_P = ParamSpec("_P")
_T = TypeVar("_T")

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, addresses, or - for stdin.")]
UserAgent = Annotated[str, typer.Option(help="Who you are, for servers that are asked.")]
PrivateHosts = Annotated[
    bool, typer.Option("--private-hosts", help="Fetch from hosts of private networks, too.")
]
RequestInterval = Annotated[
    float, typer.Option(min=0, help="Seconds between two requests to a host.")
]


@dataclass(frozen=True, kw_only=True)
class Fetching:
    """What any command is told that reads addresses."""

    user_agent: UserAgent = ""
    private_hosts: PrivateHosts = False
    request_interval: RequestInterval = 1.0

    def settings(self) -> Settings:
        """The settings of a run that is told nothing else."""
        return Settings(
            user_agent=self.user_agent,
            private_hosts=self.private_hosts,
            request_interval=self.request_interval,
        )


def taking(
    options: Callable[..., _T],
) -> Callable[[Callable[Concatenate[_T, _P], None]], Callable[..., None]]:
    """What makes a command take `options`, one by one, in the place of its first argument."""

    def decorate(command: Callable[Concatenate[_T, _P], None]) -> Callable[..., None]:
        shared = _parameters(options)
        own = _parameters(command)[1:]

        @wraps(command)
        def called(**given: Any) -> None:  # noqa: ANN401  # whatever the options are
            made = options(**{one.name: given.pop(one.name) for one in shared})
            command(made, **given)  # type: ignore[call-arg]

        every = sorted([*shared, *own], key=lambda one: one.default is not one.empty)
        called.__signature__ = Signature(every)  # type: ignore[attr-defined]
        return called

    return decorate


def _parameters(called: Callable[..., object]) -> list[Parameter]:
    types = get_type_hints(called, include_extras=True)
    return [
        one.replace(kind=Parameter.KEYWORD_ONLY, annotation=types[one.name])
        for one in signature(called).parameters.values()
    ]
