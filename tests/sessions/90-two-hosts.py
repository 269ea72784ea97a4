"""The nomadic path: one host makes a vault and pushes, another fetches it, on a real MinIO server."""
import os
import shutil
import uuid

from session import *


def minio():
    """Endpoint and keys: TAZPOD_MINIO_*, or what dev/store has running or can start without a question."""
    names = ("ENDPOINT", "ACCESS_KEY", "SECRET_KEY")
    found = [os.environ.get(f"TAZPOD_MINIO_{name}") for name in names]
    if all(found):
        return found
    required("minio", "no MinIO (TAZPOD_MINIO_ENDPOINT, TAZPOD_MINIO_ACCESS_KEY, TAZPOD_MINIO_SECRET_KEY; dev/store minio)")


def stored(endpoint, bucket):
    return ["storage:", "  type: minio", f"  endpoint: {endpoint}", "  region: us-east-1", f"  bucket: {bucket}"]


class Hosts:
    """Two projects that stand for two hosts: nothing is shared but the server."""

    def __init__(self):
        self.endpoint, self.key, self.secret = minio()
        self.lines = stored(self.endpoint, f"tazpod-session-{uuid.uuid4().hex[:10]}")
        self.a, self.b = Project(), Project()

    def keys(self, project):
        return project.env(AWS_ACCESS_KEY_ID=self.key, AWS_SECRET_ACCESS_KEY=self.secret)

    def close(self):
        self.a.close()
        self.b.close()

    def pushed(self):
        self.a.config(*self.lines)
        self.a.ok("setup-storage", env=self.keys(self.a))
        self.a.ok("up")
        self.a.unlock("--new")
        self.a.put("note", b"from the first host")
        self.a.ok("save")
        self.a.ok("push", env=self.keys(self.a))
        self.a.ok("down")
        self.b.config(*self.lines)
        shutil.rmtree(os.path.join(self.b.path, ".tazpod/vault"))

    def apart(self):
        """The vault is open on both; a has pushed a file, and b has one of its own that is not saved."""
        self.pushed()
        self.b.ok("pull", env=self.keys(self.b))
        for host in (self.b, self.a):
            host.ok("up")
            host.unlock()
        self.a.put("by-a", b"a")
        self.a.ok("save")
        self.a.ok("push", env=self.keys(self.a))
        self.b.put("by-b", b"b")


def bootstrapped(tazpod, b):
    tazpod.expect(rb"etch it from the store\? \[y/N\] ")
    tazpod.line("y")


def unlocked(tazpod):
    tazpod.expect(rb"pulled, generation 1")
    tazpod.expect(rb"Unlock it\? \[y/N\] ")
    tazpod.line("y")
    tazpod.expect(rb"Vault passphrase: $")
    tazpod.line(PASSPHRASE)
    tazpod.prompt()
    same(tazpod.shell("cat ~/secrets/note"), b"from the first host", "the secret")


@test
def another_host_with_keys_fetches_unlocks_and_finds_the_same_secret():
    hosts = Hosts()
    try:
        hosts.pushed()
        tazpod = hosts.b.terminal(env=hosts.keys(hosts.b))
        bootstrapped(tazpod, hosts.b)
        unlocked(tazpod)
        tazpod.line("exit")
        tazpod.ends(0, timeout=60)
        hosts.b.must_be_locked()
    finally:
        hosts.close()


@test
def another_host_without_keys_logs_in_first():
    hosts = Hosts()
    try:
        hosts.pushed()
        tazpod = hosts.b.terminal()
        tazpod.expect(rb"Log in, and fetch it from the store\? \[y/N\] ")
        tazpod.line("y")
        tazpod.expect(rb"Access key at [^\r\n]*: $")
        tazpod.line(hosts.key)
        tazpod.expect(rb"Secret key: $")
        tazpod.line(hosts.secret)
        tazpod.expect(rb"the keys work")
        unlocked(tazpod)
        check(hosts.secret.encode() not in tazpod.seen, "the secret key was shown")
        same(os.stat(os.path.join(hosts.b.home, ".mc/config.json")).st_mode & 0o777, 0o600, "mode of mc's file")
        tazpod.line("exit")
        tazpod.ends(0, timeout=60)
    finally:
        hosts.close()


@test
def a_failed_login_ends_it_and_says_so():
    hosts = Hosts()
    try:
        hosts.pushed()
        tazpod = hosts.b.terminal()
        tazpod.expect(rb"Log in, and fetch it from the store\? \[y/N\] ")
        tazpod.line("y")
        tazpod.expect(rb"Access key at [^\r\n]*: $")
        tazpod.line(hosts.key)
        tazpod.expect(rb"Secret key: $")
        tazpod.line("not the secret at all")
        tazpod.expect(rb"error: ")
        tazpod.ends(31)
        check(not os.path.exists(os.path.join(hosts.b.home, ".mc")), "wrong keys were kept")
    finally:
        hosts.close()


@test
def keys_given_while_the_vault_is_open_are_kept_in_it():
    hosts = Hosts()
    try:
        a = hosts.a
        a.opened(*hosts.lines)
        key = os.path.join(a.base, "key")
        with open(os.open(key, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(hosts.secret + "\n")
        a.ok("setup-storage", env=hosts.keys(a))
        done = a.ok("login", "--access-key", hosts.key, "--secret-key-file", key)
        has(done.words, "in the open vault", "the answer")
        same(a.got("aws-access-key-id"), hosts.key.encode(), "the access key")
        a.ok("save")
        pushed = a.ok("exec", "--", "tazpod", "push")
        has(pushed.words, "pushed, generation 1", "the push from inside")
    finally:
        hosts.close()


@test
def keys_that_only_the_host_has_are_enough_to_join_two_states():
    hosts = Hosts()
    try:
        a, b = hosts.a, hosts.b
        hosts.apart()
        b.ok("save")
        has(b.ok("sync", env=hosts.keys(b)).words, "merged with the store's vault, pushed", "what sync says")
        same((b.got("by-a"), b.got("by-b")), (b"a", b"b"), "the files of b")
        has(a.ok("sync", env=hosts.keys(a)).words, "pulled", "the other host's sync")
        same((a.got("by-a"), a.got("by-b")), (b"a", b"b"), "the files of a")
        for host in (a, b):
            left = host.inside(f"cat /run/tazpod/lent 2>/dev/null; grep -rls -e '{hosts.secret}' /run/tazpod /tmp /workspace /home/tazpod; true")
            same(left.text, "", "what is left of the lent keys")
    finally:
        hosts.close()


@test
def a_pull_over_unsaved_changes_joins_them():
    hosts = Hosts()
    try:
        a, b = hosts.a, hosts.b
        hosts.apart()
        has(b.ok("pull", env=hosts.keys(b)).words, "merged with the store's vault, pushed", "what pull says")
        same((b.got("by-a"), b.got("by-b")), (b"a", b"b"), "the files of b")
        b.ok("lock")
        b.unlock()
        same((b.got("by-a"), b.got("by-b")), (b"a", b"b"), "the files of b, locked and unlocked")
    finally:
        hosts.close()


@test
def what_a_shell_leaves_is_pushed_with_the_hosts_keys():
    hosts = Hosts()
    try:
        a, b = hosts.a, hosts.b
        hosts.pushed()
        tazpod = b.terminal(env=hosts.keys(b))
        bootstrapped(tazpod, b)
        unlocked(tazpod)
        tazpod.shell("printf later >~/secrets/later")
        tazpod.line("exit 5")
        tazpod.expect(rb"pushed, generation 2")
        tazpod.ends(5, timeout=60)
        a.ok("pull", env=hosts.keys(a))
        a.ok("up")
        a.unlock()
        same(a.got("later"), b"later", "what the shell left")
    finally:
        hosts.close()


if __name__ == "__main__":
    main()
