# SPDX-License-Identifier: MPL-2.0
#
# Builds what the named groups need and runs them, two at a time, each test program in a process of its
# own. tests/run calls this once the packages are there.
#
# A group is a list of jobs. A job is a command; how many of its tests passed is read from what it
# writes into the file $CANDOUR_TALLY (JSON: {"passed": n, "failed": n, "skipped": n}), and a job that
# writes none counts as one test, by its exit status.
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CORES = os.cpu_count() or 2
SHORT_FUZZ_SECONDS = 60  # all targets together
LONG_FUZZ_SECONDS = 300  # each


class Job:
    def __init__(self, name, command, **environment):
        self.name = name
        self.command = [str(word) for word in command]
        self.environment = {key: str(value) for key, value in environment.items()}


def build(preset, *targets):
    started = time.monotonic()
    environment = dict(os.environ, CCACHE_BASEDIR=str(ROOT), CCACHE_NOHASHDIR="1")
    for command in (["cmake", "--preset", preset],
                    ["cmake", "--build", "--preset", preset, "--parallel", str(CORES)]
                    + (["--target", *targets] if targets else [])):
        done = subprocess.run(command, cwd=ROOT, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            print("\n".join(done.stdout.splitlines()[-80:]))
            sys.exit(f"the {preset} build failed\n0 passed, 1 failed")
    print(f"built {preset} in {time.monotonic() - started:.0f} s", flush=True)
    return {"default": ROOT / "build"}.get(preset, ROOT / f"build-{preset}")


def python_jobs(folder, binaries, **environment):
    runner = ROOT / "tests/support/run_module.py"
    return [Job(str(module.relative_to(ROOT)), [sys.executable, runner, module],
                CANDOUR_BIN=binaries, **environment)
            for module in sorted((ROOT / "tests" / folder).glob("test_*.py"))]


def checks():
    sources = [str(path) for folder in ("daemon", "plugin", "tests") for ending in ("h", "cc")
               for path in sorted(ROOT.glob(f"{folder}/**/*.{ending}"))]
    jobs = [Job("layers", [ROOT / "tests/layers"]),
            Job("one-definition", [ROOT / "tests/one-definition"]),
            Job("tidy", [ROOT / "tests/tidy"]),
            Job("clang-format", ["clang-format", "--dry-run", "-Werror", *sources])]
    forbidden = ROOT / "tests/forbidden-mimetic"
    return jobs + ([Job("forbidden-mimetic", [forbidden])] if forbidden.exists() else [])


def unit():
    binaries = build("asan") / "bin"
    return checks() + [Job(program.name, [program, "--gtest_brief=1"])
                       for program in sorted(binaries.glob("unit_*"))]


def policies():
    return python_jobs("policies", build("asan") / "bin")


def integration():
    jobs = python_jobs("integration", build("asan") / "bin")
    # Threads are looked at a second time, by the sanitizer that knows races.
    threaded = python_jobs("integration", build("tsan", "candourd", "candour") / "bin", CANDOUR_THREADS_ONLY=1)
    for job in threaded:
        job.name += " (tsan)"
    # They take longest: begun first, nothing waits for them at the end.
    return [job for job in threaded if "CANDOUR_THREADS_ONLY" in pathlib.Path(job.command[-1]).read_text()] + jobs


def e2e():
    # What packaging/try builds, which one of the tests runs while others already use it.
    binaries = build("default", "candourd", "candour", "candour-native-host") / "bin"
    return python_jobs("e2e", binaries)


def plugin():
    runner = ROOT / "tests/support/run_node.py"
    return [Job(str(module.relative_to(ROOT)), [sys.executable, runner, module])
            for module in sorted((ROOT / "tests/plugin").glob("**/*.test.mjs"))]


def fuzz(seconds=None):
    binaries = build("fuzz") / "bin"
    jobs = []
    sources = sorted((ROOT / "tests/fuzz").glob("*_fuzz.cc"))
    seconds = seconds or max(2, SHORT_FUZZ_SECONDS * CORES // len(sources))
    for source in sources:
        name = source.stem
        seeds, words = source.with_name(name[:-5] + ".seeds"), source.with_name(name[:-5] + ".dict")
        jobs.append(Job(name, ["sh", "-c", 'corpus=$(mktemp -d); "$@" "$corpus" ${SEEDS:+"$SEEDS"}; s=$?; rm -rf "$corpus"; exit $s',
                               "fuzz", binaries / name, f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=3000",
                               "-entropic=0",  # its bookkeeping takes most of a short run
                               "-print_final_stats=0", "-verbosity=0", *([f"-dict={words}"] if words.exists() else [])],
                        **({"SEEDS": seeds} if seeds.exists() else {})))
    return jobs


def bench():
    return [Job(str(script.relative_to(ROOT)), [script], CANDOUR_BIN=build("default", "candourd", "candour") / "bin")
            for script in sorted((ROOT / "tests/bench").glob("*_bench"))]


def run(job):
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally_file = pathlib.Path(folder) / "tally.json"
        environment = dict(os.environ, CANDOUR_TALLY=str(tally_file), **job.environment)
        environment.setdefault("ASAN_OPTIONS", "detect_leaks=1:abort_on_error=0")
        environment.setdefault("TSAN_OPTIONS", "halt_on_error=1")
        environment.setdefault("UBSAN_OPTIONS", "print_stacktrace=1")
        if job.name.startswith("unit_"):
            environment["GTEST_OUTPUT"] = f"json:{tally_file}"
        try:
            done = subprocess.run(job.command, cwd=ROOT, env=environment, text=True, errors="replace",
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=1800)
            output, status = done.stdout, done.returncode
        except subprocess.TimeoutExpired as expired:
            output, status = f"{(expired.output or b'').decode(errors='replace')}\ntook over 30 minutes", 1
        tally = json.loads(tally_file.read_text()) if tally_file.exists() else {}
    if "testsuites" in tally:  # GoogleTest's own form
        failed = tally["failures"] + tally.get("errors", 0)
        tally = {"passed": tally["tests"] - failed - tally["disabled"], "failed": failed, "skipped": tally["disabled"]}
    if not tally:
        tally = {"passed": int(status == 0), "failed": int(status != 0), "skipped": 0}
    elif status != 0 and tally["failed"] == 0:  # a crash, a leak or a race after the tests
        tally["failed"] = 1
    return job, tally, output, time.monotonic() - started


def main():
    groups = {"unit": unit, "plugin": plugin, "policies": policies, "integration": integration, "e2e": e2e,
              "fuzz": lambda: fuzz(LONG_FUZZ_SECONDS), "bench": bench}
    wanted = sys.argv[1:]
    unknown = [group for group in wanted if group not in groups]
    if unknown:
        sys.exit(f"tests/run: no group {unknown[0]!r}; there are {', '.join(groups)}")
    if not wanted:
        wanted = [group for group in groups if group != "bench"]
        groups["fuzz"] = fuzz
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for group in wanted:
        jobs = groups[group]()
        alone = group == "bench"
        with concurrent.futures.ThreadPoolExecutor(1 if alone else CORES) as pool:
            for job, tally, output, seconds in pool.map(run, jobs):
                for kind in total:
                    total[kind] += tally.get(kind, 0)
                ok = tally["failed"] == 0
                print(f"{'ok  ' if ok else 'FAIL'} {group}: {job.name} ({tally['passed']} passed, "
                      f"{tally['failed']} failed, {seconds:.1f} s)", flush=True)
                if not ok or alone:
                    print("\n".join("    " + line for line in output.splitlines()[-200:]), flush=True)
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    print(f"{total['passed']} passed, {total['failed']} failed{skipped}")
    sys.exit(1 if total["failed"] else 0)


main()
