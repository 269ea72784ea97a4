"""What the measures share: runs that alternate with their yardstick, and the lines that are printed."""
import os
import statistics
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests/sessions"))


def timed(action):
    """Milliseconds."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def alternate(rounds, *actions):
    """A list of milliseconds for each; a first round is not counted, and whatever disturbs a round disturbs all."""
    for action in actions:
        action()
    found = [[] for _ in actions]
    for _ in range(rounds):
        for action, times in zip(actions, found):
            value = action()
            times.append(value)
    return found


def line(name, times, unit="ms"):
    print(f"{name} {statistics.median(times):.0f} {min(times):.0f} {max(times):.0f} {unit}", flush=True)


def ratio(name, value):
    print(f"{name} {value:.2f}", flush=True)


def median(times):
    return statistics.median(times)


def rounds(default):
    return int(os.environ.get("BENCH_ROUNDS", default))
