"""Tests of connectors without a network, without waiting, and without Fivetran's SDK."""

from ..runner.load import load_module
from .clock import FakeClock
from .connector import Kill, Killed, Run, run_connector, survives_kills
from .http import Recorder, Replay, ScriptedHttp, json_response, query_of
from .paging import Case, PagedApi, check_paging
from .warehouse import Warehouse

__all__ = [
    "Case",
    "FakeClock",
    "Kill",
    "Killed",
    "PagedApi",
    "Recorder",
    "Replay",
    "Run",
    "ScriptedHttp",
    "Warehouse",
    "check_paging",
    "json_response",
    "load_module",
    "query_of",
    "run_connector",
    "survives_kills",
]
