"""Runs the jobs of a community's workflows as a runner of GitHub would, with `gh` and the actions of others left out.

Expressions are evaluated, `run:` steps are run by bash, `OWNER/cop` is the action of this repository, and `gh` answers
what the test says (with `jq`, as `gh` does) and writes down what it was asked.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sites import COP, EXAMPLE

WORKFLOWS = EXAMPLE / "examples" / "community" / ".github" / "workflows"
ACTION = EXAMPLE / "action.yml"
_GH = f"""#!{sys.executable}
import json, os, subprocess, sys
from pathlib import Path
words = sys.argv[1:]
files = [word.rpartition("@")[2] for flag, word in zip(words, words[1:]) if flag in ("-F", "--body-file")]
asked = {{"words": words, "body": "".join(Path(file).read_text("utf-8") for file in files)}}
with Path(os.environ["GH_LOG"]).open("a", encoding="utf-8") as log:
    log.write(json.dumps(asked) + "\\n")
for part, answer, status in json.loads(os.environ["GH_ANSWERS"]):
    if part in " ".join(words):
        if "--jq" in words:
            jq = ["jq", "--raw-output", words[words.index("--jq") + 1]]
            sys.stdout.write(subprocess.run(jq, input=json.dumps(answer), text=True, stdout=-1, check=True).stdout)
        sys.exit(status)
"""


class _Values(dict[str, Any]):
    """An object of GitHub's expressions: what is not there is empty, and so is all that is in it."""

    def __str__(self) -> str:
        return ""

    def __getattr__(self, name: str) -> Any:
        return _wrap(self.get(name.replace("__", "-"), {}))


def _wrap(value: Any) -> Any:
    return _Values(value) if isinstance(value, Mapping) else value


def evaluate(text: str, contexts: Mapping[str, Any]) -> Any:
    """Return the value of a text with expressions: that of the expression, where it is the whole text."""
    whole = re.fullmatch(r"\s*\$\{\{(.*)\}\}\s*", text, re.DOTALL)
    if whole and "${{" not in whole[1]:
        return _evaluate(whole[1], contexts)
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(_evaluate(found[1], contexts)), text)


def _evaluate(expression: str, contexts: Mapping[str, Any]) -> Any:
    python = expression.replace("&&", " and ").replace("||", " or ").replace("labels.*.name", "labels")
    python = re.sub(r"!(?!=)", " not ", python).replace("inputs.keep-going", "inputs.keep__going")
    names = {name: _wrap(value) for name, value in contexts.items()}
    functions = {
        "contains": lambda items, wanted: wanted in items or {"name": wanted} in items,
        "fromJSON": json.loads,
        "format": lambda form, *values: form.format(*values),
        "cancelled": lambda: False,
    }
    return eval(f"({python})", {"__builtins__": {}}, {**names, **functions})  # noqa: S307  # our own files


@dataclass
class Flow:
    """A job, its repository, and what was said and asked while it ran."""

    root: Path
    event_name: str
    event: dict[str, Any]
    answers: list[tuple[str, Any, int]] = field(default_factory=list)
    """What `gh` answers: a part of the command, JSON, and the exit status; the first that fits."""
    log: str = ""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.temp = self.root.parent / "temp"
        (self.temp / "cop" / "bin").mkdir(parents=True, exist_ok=True)
        (self.temp / "bin").mkdir(exist_ok=True)
        if not (self.temp / "bin" / "gh").exists():
            (self.temp / "cop" / "bin" / "cop").symlink_to(COP)
            (self.temp / "bin" / "gh").write_text(_GH, "utf-8")
            (self.temp / "bin" / "gh").chmod(0o755)
        (self.temp / "event.json").write_text(json.dumps(self.event), "utf-8")

    @property
    def asked(self) -> list[dict[str, Any]]:
        """What `gh` was asked, in order."""
        log = self.temp / "gh.log"
        return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []

    @property
    def said(self) -> str:
        """All that `gh` was given to write."""
        return "\n".join(f"{' '.join(asked['words'])}\n{asked['body']}" for asked in self.asked)

    def contexts(self, **more: Any) -> dict[str, Any]:
        """The contexts of expressions."""
        github = {"event": self.event, "event_name": self.event_name, "ref_name": self.event.get("ref_name", "")}
        steps = {name: {"outputs": outputs} for name, outputs in self.outputs.items()}
        return {"github": github, "runner": {"temp": str(self.temp)}, "steps": steps, **more}

    def run(self, name: str) -> int:
        """Run the first job of a workflow where its condition holds, and return the status; -1 if it does not."""
        workflow = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text("utf-8"))
        job = next(iter(workflow["jobs"].values()))
        env = {key: str(evaluate(value, self.contexts())) for key, value in workflow.get("env", {}).items()}
        if not evaluate(job.get("if", "${{ 1 }}"), self.contexts(env=env)):
            return -1
        status = 0
        for step in job["steps"]:
            goes_on = evaluate(step.get("if", "${{ 1 }}"), self.contexts(env=env))
            if goes_on and (status == 0 or "cancelled()" in step.get("if", "")):
                status = self._step(step, env) or status
        return status

    def _step(self, step: dict[str, Any], env: Mapping[str, str]) -> int:
        if step.get("uses", "").startswith("OWNER/cop@"):
            given = {key: json.dumps(value) if value is True else value for key, value in step["with"].items()}
            inputs = {key: str(evaluate(value, self.contexts(env=env))) for key, value in given.items()}
            return self.act(step.get("id", ""), **inputs)
        return self._bash(step, self.contexts(env=env), env) if "run" in step else 0

    def act(self, step: str, **given: str) -> int:
        """Run the steps of our action, and keep its outputs."""
        action = yaml.safe_load(ACTION.read_text("utf-8"))
        inputs = {name: given.get(name, described.get("default", "")) for name, described in action["inputs"].items()}
        assert set(given) <= set(inputs)
        status = 0
        for part in action["runs"]["steps"]:
            if "run" in part and status == 0:
                status = self._bash(part, self.contexts(inputs=inputs))
        inner = self.contexts()
        self.outputs[step] = {name: evaluate(output["value"], inner) for name, output in action["outputs"].items()}
        return status

    def _bash(self, step: dict[str, Any], contexts: Mapping[str, Any], env: Mapping[str, str] | None = None) -> int:
        output, summary = self.temp / "output", self.temp / "summary"
        output.write_text("", "utf-8")
        given = {name: str(evaluate(str(value), contexts)) for name, value in step.get("env", {}).items()}
        environment = {
            "PATH": f"{self.temp / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.temp),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(EXAMPLE),
            "GITHUB_EVENT_PATH": str(self.temp / "event.json"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REPOSITORY": "example/garden",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.root),
            "GH_ANSWERS": json.dumps(self.answers),
            "GH_LOG": str(self.temp / "gh.log"),
            "RUNNER_TEMP": str(self.temp),
            **(env or {}),
            **given,
        }
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(bash, cwd=self.root, env=environment, capture_output=True, text=True, check=False)
        self.log += done.stdout + done.stderr
        lines = [line.partition("=") for line in output.read_text("utf-8").splitlines()]
        self.outputs[step.get("id", "")] = {name: value for name, _, value in lines}
        return done.returncode
