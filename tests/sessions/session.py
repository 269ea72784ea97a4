"""What the session tests share: a pty driver, a throw-away project, and the loop that runs a file's tests.

A test is a function under `@test`; its name is the sentence that is reported. It gets what its parameters name:
`project` is a fresh folder with a container name of its own. Everything is cleaned up, however the test ends.
"""
import atexit
import fcntl
import grp
import inspect
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import traceback
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TAZPOD = os.path.abspath(os.environ.get("TAZPOD_BIN") or os.path.join(ROOT, "app-cli/target/tazpod/bin/tazpod"))
IMAGE = os.environ.get("TAZPOD_TEST_IMAGE") or "tazpod-base:latest"
REQUIRED = os.environ.get("TAZPOD_REQUIRE", "").split(",")
PASSPHRASE = "correct horse battery staple 7"
PROMPT = rb"[$#] (?:\x1b\[[0-9;?]*[a-zA-Z])*$"

# Two JVM starts on two busy cores; what takes longer than this hangs.
LIMIT = 25


class Failed(AssertionError):
    pass


class Skipped(Exception):
    pass


def check(condition, why):
    if not condition:
        raise Failed(why)


def same(found, wanted, what):
    if found != wanted:
        raise Failed(f"{what}: {found!r} instead of {wanted!r}")


def has(text, part, what):
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if not re.search(part, text):
        raise Failed(f"{what} has no {part!r}: {text[-600:]!r}")


def until(condition, why, seconds=LIMIT):
    """Waits for something that another process does; there is no event to wait for."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise Failed(why + f" (waited {seconds} s)")
        time.sleep(0.1)


def need_root():
    if os.geteuid() != 0:
        raise Skipped("needs root")


def need(program):
    if not shutil.which(program):
        raise Skipped(f"needs {program}")


def required(part, reason):
    if part in REQUIRED:
        raise Failed(reason + f", and TAZPOD_REQUIRE names {part}")
    raise Skipped(reason)


def fixtures():
    """The folder of vaults that others made: TAZPOD_FIXTURES, or ../shared/fixtures beside the checkout."""
    for place in (os.environ.get("TAZPOD_FIXTURES"), os.path.join(ROOT, "..", "shared", "fixtures")):
        if place and os.path.isdir(os.path.join(place, "v1")):
            return os.path.abspath(place)
    required("fixtures", "no fixtures (TAZPOD_FIXTURES, or ../shared/fixtures)")


# ---- programs


class Ended:
    """A program that has ended."""

    def __init__(self, command, code, out, err):
        self.command, self.code, self.out, self.err = command, code, out, err

    @property
    def text(self):
        return self.out.decode("utf-8", "replace")

    @property
    def words(self):
        return self.err.decode("utf-8", "replace")

    def __repr__(self):
        return f"{' '.join(self.command[1:])[:160]} -> {self.code}, stdout {self.out[-300:]!r}, stderr {self.err[-600:]!r}"


def run(command, input=b"", timeout=LIMIT, **more):
    """Runs a program without a terminal: it gets a session of its own, so /dev/tty is not there either."""
    try:
        done = subprocess.run(command, input=input, capture_output=True, timeout=timeout, start_new_session=True, **more)
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{' '.join(command)} did not end in {timeout} s: {late.stdout!r} {late.stderr!r}") from None
    ended = Ended(command, done.returncode, done.stdout, done.stderr)
    journal.append(repr(ended))
    return ended


def docker(*arguments, input=b"", ok=True, timeout=LIMIT):
    done = run(["docker", *arguments], input=input, timeout=timeout)
    if ok and done.code != 0:
        raise Failed(f"docker {done}")
    return done


# What happened in this test, newest last; its end is printed when the test fails.
journal = []


# ---- terminals


class Terminal:
    """A program in a pseudo-terminal of its own, of which it is the session leader."""

    open_ones = []

    def __init__(self, command, cwd, env, size=(24, 80), prelude=None):
        self.buffer, self.seen, self.code = b"", b"", None
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(cwd)
                if prelude:
                    prelude()
                os.execvpe(command[0], command, env)
            finally:
                os._exit(126)
        self.resize(*size)
        Terminal.open_ones.append(self)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys):
        keys = keys.encode() if isinstance(keys, str) else keys
        while keys:
            keys = keys[os.write(self.master, keys):]

    def line(self, text):
        self.send(text + "\r")

    def _read(self, seconds):
        """Whether there was something; the end of the terminal is told from silence by EOFError."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            got = os.read(self.master, 65536)
        except OSError:
            got = b""
        if not got:
            raise EOFError
        self.buffer += got
        self.seen = (self.seen + got)[-20000:]
        return True

    def expect(self, *patterns, timeout=LIMIT):
        """Reads until one of the patterns (bytes) is there; gives the match, and drops everything up to its end."""
        end = time.monotonic() + timeout
        ended = False
        while True:
            for pattern in patterns:
                match = re.search(pattern, self.buffer, re.DOTALL)
                if match:
                    self.buffer = self.buffer[match.end():]
                    return match
            left = end - time.monotonic()
            if ended or left <= 0:
                why = "the terminal ended" if ended else f"nothing in {timeout} s"
                raise Failed(f"waited for {b' or '.join(patterns)!r}, {why}; there was {self.buffer[-400:]!r}")
            try:
                self._read(min(left, 0.5))
            except EOFError:
                ended = True

    def drain(self, timeout=LIMIT):
        """Reads to the end; gives all that was not expected before."""
        end = time.monotonic() + timeout
        try:
            while time.monotonic() < end:
                self._read(0.5)
        except EOFError:
            pass
        return self.buffer

    def wait(self, timeout=LIMIT):
        """The exit code, or the negative number of the signal that ended it."""
        end = time.monotonic() + timeout
        while self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > end:
                raise Failed(f"did not end in {timeout} s; at last {self.buffer[-300:]!r}")
            try:
                self._read(0.05)
            except EOFError:
                time.sleep(0.02)
            except (OSError, ValueError):
                # the test closed the terminal itself
                time.sleep(0.05)
        return self.code

    def ends(self, code, timeout=LIMIT):
        found = self.wait(timeout)
        try:
            while self._read(0):
                pass
        except (EOFError, OSError, ValueError):
            pass
        same(found, code, f"exit code (at last {self.seen[-300:]!r})")

    def hang_up(self):
        """Closes the window."""
        os.close(self.master)
        self.master = -1

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.code = -9

    def close(self):
        if self.code is None:
            try:
                self.kill()
            except (ProcessLookupError, ChildProcessError):
                pass
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    # ---- a shell in it

    def prompt(self, timeout=LIMIT):
        """Waits until a shell answers."""
        self.expect(PROMPT, timeout=timeout)
        mark = uuid.uuid4().hex[:8]
        # the quotes keep the echo from being taken for the answer
        self.line(f"echo rea''dy-{mark}")
        self.expect(f"ready-{mark}\r?\n".encode(), timeout=timeout)

    def shell(self, command, timeout=LIMIT):
        """What a command prints in the shell."""
        mark = uuid.uuid4().hex[:8]
        self.line(f"echo 'a'-{mark}; {command}; echo 'z'-{mark}")
        return self.expect(rb"a-%s\r?\n(.*?)z-%s\r?\n" % (mark.encode(), mark.encode()), timeout=timeout).group(1)


# ---- projects


class Project:
    """A fresh folder, with a container of its own. `as_user` runs everything as that uid and group docker."""

    def __init__(self, name=None, as_user=None, tazpod=None):
        self.name = name or f"tazpod-session-{os.getpid()}-{uuid.uuid4().hex[:6]}"
        self.base = tempfile.mkdtemp(prefix="tazpod-session-")
        os.chmod(self.base, 0o755)
        # the folder's name becomes the container's, as `init` makes it
        self.path = os.path.join(self.base, self.name.removesuffix("-lab"))
        self.home = os.path.join(self.base, "home")
        self.secret = os.path.join(self.base, "passphrase")
        self.names = [self.name]
        self.as_user = as_user
        self.tazpod_bin = tazpod or TAZPOD
        self.undo = []
        self.known_pid = 0
        os.mkdir(self.path)
        os.mkdir(self.home)
        self.passphrase(PASSPHRASE.encode())
        if as_user:
            for place in (self.base, self.path, self.home):
                os.chown(place, as_user, as_user)

    def passphrase(self, bytes_):
        with open(os.open(self.secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(bytes_)
        os.chmod(self.secret, 0o600)
        if self.as_user:
            os.chown(self.secret, self.as_user, self.as_user)

    def close(self):
        for step in reversed(self.undo):
            step()
        for name in self.names:
            run(["docker", "rm", "-f", "-v", name])
        shutil.rmtree(self.base, ignore_errors=True)

    def env(self, **more):
        """A clean environment: what is set where the tests run must not matter."""
        kept = {k: os.environ[k] for k in ("PATH", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG") if k in os.environ}
        return {**kept, "HOME": self.home, "TERM": "xterm", **more}

    def user(self):
        """How to run as the project's user: nothing for ourselves."""
        if not self.as_user:
            return []
        docker_group = grp.getgrnam("docker").gr_gid
        return ["setpriv", f"--reuid={self.as_user}", f"--regid={self.as_user}", f"--groups={docker_group}", "--"]

    def tazpod(self, *words, input=b"", timeout=LIMIT, cwd=None, env=None):
        """Runs it without a terminal."""
        command = [*self.user(), self.tazpod_bin, *words]
        return run(command, input=input, timeout=timeout, cwd=cwd or self.path, env=env or self.env())

    def ok(self, *words, **more):
        done = self.tazpod(*words, **more)
        if done.code != 0:
            raise Failed(f"tazpod {done}")
        return done

    def fails(self, code, *words, hint=True, says=None, **more):
        """It ends with this code, an error, and something to type; never with a stack trace."""
        done = self.tazpod(*words, **more)
        same(done.code, code, f"exit code of {done}")
        self.judge(done.words, hint, says)
        return done

    @staticmethod
    def judge(words, hint=True, says=None):
        has(words, r"(?m)^tazpod: (\x1b\[\d+m)?error: ", "the message")
        if hint:
            has(words, r"(?m)^tazpod: hint: \S", "the message")
        if says:
            has(words, says, "the message")
        check("\tat " not in words and "Exception" not in words, f"a stack trace: {words[-800:]}")

    def terminal(self, *words, size=(24, 80), env=None):
        return Terminal([*self.user(), self.tazpod_bin, *words], self.path, env or self.env(), size)

    # ---- steps

    def config(self, *lines):
        """A project without a store, so that nothing is fetched or sent, and nobody is asked."""
        self.made(".tazpod")
        self.made(".tazpod/vault")
        text = [f"image: {IMAGE}", f"container_name: {self.name}", *lines]
        if not any(line.startswith("storage:") for line in lines):
            text += ["storage:", "  type: none"]
        path = os.path.join(self.path, ".tazpod/config.yaml")
        with open(path, "w") as file:
            file.write("\n".join(text) + "\n")
        if self.as_user:
            os.chown(path, self.as_user, self.as_user)
        return self

    def made(self, name):
        path = os.path.join(self.path, name)
        if not os.path.isdir(path):
            os.mkdir(path)
            if self.as_user:
                os.chown(path, self.as_user, self.as_user)

    def up(self, *lines):
        self.config(*lines)
        self.ok("up")
        return self

    def unlock(self, *more, code=0):
        done = self.tazpod("unlock", "--passphrase-file", self.secret, *more)
        same(done.code, code, f"exit code of {done}")
        return done

    def opened(self, *lines):
        """A container that is up, with a new vault that is open."""
        self.up(*lines)
        self.unlock("--new")
        return self

    def inside(self, script, input=b"", root=False, ok=True):
        """A script in the container, not by way of TazPod."""
        user = ["-u", "0"] if root else ["-u", f"{self.as_user or os.geteuid()}"]
        interactive = ["-i"] if input else []
        return docker("exec", *interactive, *user, self.name, "sh", "-c", script, input=input, ok=ok)

    def put(self, name, content):
        """A secret, written inside."""
        self.inside(f"cat >/home/tazpod/secrets/{name}", input=content)

    def got(self, name):
        return self.inside(f"cat /home/tazpod/secrets/{name}").out

    def secrets(self):
        """Every name in the enclave; empty when it is locked."""
        return self.inside("find /home/tazpod/secrets -mindepth 1", root=True).text.split("\n")[:-1]

    def session_there(self):
        return self.inside("test -e /run/tazpod/session", root=True, ok=False).code == 0

    def pid(self):
        """Of the container's first process, as the host numbers it; 0 where the engine is not on this host."""
        if not self.known_pid:
            self.known_pid = int(docker("inspect", "-f", "{{.State.Pid}}", self.name).text)
        return self.known_pid if os.path.isdir(f"/proc/{self.known_pid}/root/home/tazpod") else 0

    def is_locked(self):
        if os.geteuid() == 0 and self.pid():
            # without an exec: this is looked at often
            top = f"/proc/{self.pid()}/root"
            return not os.path.exists(top + "/run/tazpod/session") and not os.listdir(top + "/home/tazpod/secrets")
        return not self.session_there() and not self.secrets()

    def must_be_locked(self):
        check(not self.session_there(), "there is a session still")
        same(self.secrets(), [], "the enclave")
        status = self.status()
        same(status["vault"]["state"], "locked", "vault.state")

    def status(self):
        return json.loads(self.ok("status", "--json").text)

    @property
    def vault(self):
        return os.path.join(self.path, ".tazpod/vault/vault.tar.aes")

    def sealed(self):
        with open(self.vault, "rb") as file:
            return file.read()

    def has_secret(self, name, content):
        """Locks if need be, unlocks, and looks."""
        self.ok("lock")
        self.unlock()
        same(self.got(name), content, name)


class Relocated:
    """A copy of the distribution that everybody may read, in a place with a blank; there is one for a file's tests."""

    place = None

    def __init__(self, *_):
        if not Relocated.place:
            Relocated.place = tempfile.mkdtemp(prefix="tazpod session ")
            os.chmod(Relocated.place, 0o755)
            shutil.copytree(os.path.dirname(os.path.dirname(TAZPOD)), os.path.join(Relocated.place, "taz pod"), symlinks=True)
            atexit.register(shutil.rmtree, Relocated.place, ignore_errors=True)
        self.bin = os.path.join(Relocated.place, "taz pod/bin/tazpod")


# ---- the loop

tests = []


def test(function):
    tests.append(function)
    return function


def main():
    """Runs this file's tests: one line each, and a JUnit report when TAZPOD_SESSION_REPORT names a file."""
    wanted = sys.argv[1:]
    chosen = [t for t in tests if not wanted or any(w in t.__name__ for w in wanted)]
    rows = []
    for function in chosen:
        began = time.monotonic()
        verdict, why = one(function)
        seconds = time.monotonic() - began
        name = function.__name__.replace("_", " ")
        print({"ok": f"ok {name} ({seconds:.1f} s)", "skipped": f"skipped {name}: {why}",
               "FAILED": f"FAILED {name}: {why}"}[verdict], flush=True)
        if verdict == "FAILED":
            tail()
        rows.append((name, verdict, why, seconds))
    report(rows)
    sys.exit(1 if any(row[1] == "FAILED" for row in rows) else 0)


def one(function):
    journal.clear()
    Terminal.open_ones.clear()
    projects = []

    def fresh(**how):
        projects.append(Project(**how))
        return projects[-1]

    try:
        given = {"project": fresh, "fresh": lambda: fresh}
        function(**{name: given[name]() for name in inspect.signature(function).parameters})
        return "ok", ""
    except Skipped as reason:
        return "skipped", str(reason)
    except Failed as why:
        return "FAILED", str(why)
    except Exception:
        return "FAILED", traceback.format_exc(limit=-4)
    finally:
        for terminal in Terminal.open_ones:
            terminal.close()
        for project in projects:
            project.close()


def tail():
    for entry in journal[-8:]:
        print("    | " + entry[:1500], flush=True)
    for terminal in Terminal.open_ones:
        for line in terminal.seen[-1500:].decode("utf-8", "replace").splitlines()[-25:]:
            print("    > " + re.sub(r"[\x00-\x08\x0b-\x1f]", "?", line)[:300], flush=True)


def report(rows):
    path = os.environ.get("TAZPOD_SESSION_REPORT")
    if not path:
        return
    escape = lambda text: re.sub(r"[^\x20-\x7e]", "?", text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    count = lambda verdict: sum(row[1] == verdict for row in rows)
    with open(path, "w") as file:
        file.write(f'<testsuite name="{escape(os.path.basename(sys.argv[0]))}" tests="{len(rows)}" '
                   f'failures="{count("FAILED")}" errors="0" skipped="{count("skipped")}">\n')
        for name, verdict, why, seconds in rows:
            inner = {"ok": "", "skipped": f'<skipped message="{escape(why)}"/>',
                     "FAILED": f'<failure message="{escape(why)}"/>'}[verdict]
            file.write(f'<testcase name="{escape(name)}" time="{seconds:.1f}">{inner}</testcase>\n')
        file.write("</testsuite>\n")
