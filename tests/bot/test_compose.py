"""docker-compose.yml, as far as it can be judged without an engine: its form, and every name in it."""

import re
from collections.abc import Mapping
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.command_line import main
from bot.settings import Settings, load_settings
from bot.telegram.webhook import webhook_path
from bot.web.assets import Assets
from bot.web.page import Page
from tests.bot.conftest import ROOT

COMPOSE = ROOT / "docker-compose.yml"
CADDYFILE = ROOT / "deploy" / "Caddyfile"
SCHEMA = Path(__file__).parent / "cases" / "compose_schema.yaml"
OF_IMAGES = {"postgres": {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}, "caddy": {"PUBLIC_HOST"}}
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")
GIVEN = {
    "TELEGRAM_BOT_TOKEN": "123456:token",
    "POSTGRES_PASSWORD": "password",
    "PUBLIC_HOST": "bot.example.org",
    "WEBHOOK_SECRET": "secret",
    "ADMIN_IDS": "1,2",
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file as written, anchors resolved, variables not yet put in."""
    written: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return written


def filled(text: str, given: Mapping[str, str]) -> str:
    """`text` with its variables put in, as compose does."""
    return VARIABLE.sub(lambda match: given.get(match[1]) or (match[3] if match[2] == "-" else "") or "", text)


def environment(service: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, str]:
    return {name: filled(value, given) for name, value in service.get("environment", {}).items()}


def ours(compose: Mapping[str, Any]) -> dict[str, Any]:
    """The services that run this program."""
    return {name: service for name, service in compose["services"].items() if "build" in service}


def test_it_has_the_form_of_a_compose_file(compose: dict[str, Any]) -> None:
    schema = yaml.safe_load(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    faults = [
        f"{'.'.join(map(str, fault.path))}: {fault.message}"
        for fault in jsonschema.Draft202012Validator(schema).iter_errors(compose)
    ]
    assert faults == []


def test_services_depend_on_services_that_are_started_with_them(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, service in services.items():
        conditions = service.get("depends_on", {})
        for other in conditions:
            assert other in services, f"{name} depends on {other}"
            assert set(services[other].get("profiles", ())) <= set(service.get("profiles", ()))
            condition = conditions[other]["condition"] if isinstance(conditions, dict) else "service_started"
            if condition == "service_healthy":
                assert services[other]["healthcheck"]["test"]
            if condition == "service_completed_successfully":
                assert services[other]["restart"] == "no"


def test_without_a_profile_only_the_bot_with_one_token_is_started(compose: dict[str, Any]) -> None:
    started = [name for name, service in compose["services"].items() if not service.get("profiles")]
    assert started == ["bot"]
    demanded = [match[1] for match in VARIABLE.finditer(COMPOSE.read_text()) if match[2] == "?"]
    assert set(demanded) == {"TELEGRAM_BOT_TOKEN"}


def test_every_path_is_there_and_every_volume_is_declared_and_used(compose: dict[str, Any]) -> None:
    used = set()
    for service in compose["services"].values():
        if "build" in service:
            assert (ROOT / service["build"] / "Dockerfile").is_file()
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (ROOT / source).exists(), source
            else:
                used.add(source)
    assert used == set(compose["volumes"])


def test_every_variable_of_a_service_is_known_to_what_runs_in_it(compose: dict[str, Any]) -> None:
    settings = {name.upper() for name in Settings.model_fields}
    for name, service in compose["services"].items():
        known = settings if "build" in service else OF_IMAGES[service["image"].partition(":")[0]]
        assert set(service.get("environment", {})) <= known, name


def test_every_variable_that_is_put_in_is_explained() -> None:
    text = COMPOSE.read_text()
    top = text.split("\n\n", 1)[0]
    example = (ROOT / ".env.example").read_text()
    for name in {match[1] for match in VARIABLE.finditer(text)}:
        assert re.search(rf"^#?{name}=", example, re.MULTILINE) or name in top, name


@pytest.mark.parametrize("given", [GIVEN, {"TELEGRAM_BOT_TOKEN": "123456:token"}], ids=["all given", "only a token"])
def test_the_settings_are_taken_by_the_program(
    compose: dict[str, Any], given: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for service in ours(compose).values():
        for name, value in environment(service, given).items():
            monkeypatch.setenv(name, value)
        assert load_settings(env_file=None).telegram_bot_token is not None


def test_every_command_is_one_of_the_programs(compose: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    known = capsys.readouterr().out.split()
    for service in ours(compose).values():
        assert service.get("command", ["run"])[0] in known


def test_the_bots_may_write_nowhere_but_to_their_data_and_may_do_nothing_else(compose: dict[str, Any]) -> None:
    for service in ours(compose).values():
        assert service["read_only"]
        assert service["tmpfs"] == ["/tmp"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert ours(compose)["bot"]["volumes"] == ["bot-data:/data"]
    assert environment(ours(compose)["bot"], GIVEN)["DATABASE_URL"].startswith("sqlite:////data/")


def test_the_database_is_the_one_that_the_replicas_are_told_of(compose: dict[str, Any]) -> None:
    url = environment(compose["services"]["replica"], GIVEN)["DATABASE_URL"]
    database = environment(compose["services"]["database"], GIVEN)
    user, name, password = (database[f"POSTGRES_{what}"] for what in ("USER", "DB", "PASSWORD"))
    assert url == f"postgresql://{user}:{password}@database/{name}"


def test_the_proxy_passes_on_the_webhook_and_the_page_and_nothing_else(compose: dict[str, Any]) -> None:
    caddyfile = CADDYFILE.read_text()
    replica = environment(compose["services"]["replica"], GIVEN)
    handled = re.findall(r"^\s*handle (\S+) \{", caddyfile, re.MULTILINE)
    assert handled == [webhook_path(replica["WEBHOOK_URL"]), "@page"]
    assert set(re.findall(r"dynamic a (\S+) (\d+)", caddyfile)) == {("replica", replica["LISTEN_PORT"])}
    passed = re.search(r"^\s*@page path (.*)$", caddyfile, re.MULTILINE)
    assert passed is not None
    parts: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    served = [route.path for route in Page(**{**parts, "assets": Assets()}).routes()]
    for path in served:
        assert any(fnmatch(path, pattern) for pattern in passed[1].split()), path
    for pattern in passed[1].split():
        assert any(fnmatch(path, pattern) for path in served), pattern
    assert "respond 404" in caddyfile
    assert set(re.findall(r"\{\$(\w+)\}", caddyfile)) == set(compose["services"]["proxy"]["environment"])
    assert caddyfile.count("{") == caddyfile.count("}")


def test_a_stopped_container_has_time_to_drain(compose: dict[str, Any]) -> None:
    longest = Settings(_env_file=None).drain_seconds * 3
    for service in ours(compose).values():
        assert float(service["stop_grace_period"].removesuffix("s")) > longest
