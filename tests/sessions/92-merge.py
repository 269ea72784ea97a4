"""Two hosts change one vault apart from each other: what became of every file, in real containers."""
import os
import re

from session import *


class Hosts:
    """Two projects that stand for two hosts, and a directory as their store."""

    def __init__(self):
        self.a, self.b = Project(), Project()
        os.mkdir(os.path.join(self.a.base, "store"))
        self.lines = ["storage:", "  type: directory", f"  directory: {os.path.join(self.a.base, 'store')}"]

    def close(self):
        self.b.close()
        self.a.close()

    def agreed(self, **files):
        """Both have this content, and it is open on both."""
        self.a.opened(*self.lines)
        for name, content in files.items():
            self.a.put(name, content)
        self.a.ok("save")
        self.a.ok("push")
        self.b.up(*self.lines)
        self.b.ok("pull")
        self.b.unlock()

    def pushed(self, host, **files):
        for name, content in files.items():
            host.put(name, content)
        host.ok("save")
        return host.ok("push")


def there(host):
    names = (os.path.basename(path) for path in host.secrets())
    return sorted(name for name in names if not name.startswith("."))


def both(work):
    def run():
        hosts = Hosts()
        try:
            work(hosts, hosts.a, hosts.b)
        finally:
            hosts.close()

    run.__name__ = work.__name__
    return test(run)


@both
def files_that_each_changed_alone_come_together(hosts, a, b):
    hosts.agreed(one=b"1", two=b"2", gone=b"3")
    hosts.pushed(a, one=b"one by a", new_a=b"a")
    b.inside("rm /home/tazpod/secrets/gone")
    b.put("two", b"two by b")
    b.ok("save")
    done = b.ok("sync")
    for name in ("one", "new_a"):
        has(done.words, name, "what is told")
    same(there(b), ["new_a", "one", "two"], "the files of b")
    same((b.got("one"), b.got("two")), (b"one by a", b"two by b"), "the content of b")
    a.ok("sync")
    same(there(a), ["new_a", "one", "two"], "the files of a")
    same((a.got("one"), a.got("two")), (b"one by a", b"two by b"), "the content of a")
    same(a.status()["unsaved"] if "unsaved" in a.status() else False, False, "unsaved changes of a")
    # what came together is in the vault file as well
    b.ok("lock")
    b.unlock()
    same(there(b), ["new_a", "one", "two"], "the files of b, locked and unlocked")


@both
def a_file_that_both_changed_is_kept_twice(hosts, a, b):
    hosts.agreed(both=b"0", edited=b"e")
    a.inside("rm /home/tazpod/secrets/edited")
    hosts.pushed(a, both=b"by a")
    b.put("both", b"by b")
    b.put("edited", b"edited by b")
    b.ok("save")
    done = b.ok("sync")
    names = there(b)
    same(len(names), 3, f"the files {names}")
    copy = next((name for name in names if ".conflict-" in name), None)
    check(copy and re.fullmatch(r"both\.conflict-.+", copy), f"no copy of 'both' in {names}")
    same(sorted([b.got("both"), b.got(copy)]), [b"by a", b"by b"], "both contents")
    same(b.got("edited"), b"edited by b", "the edit that met a deletion")
    has(done.words, copy, "what is told")
    a.ok("sync")
    same(there(a), names, "the files of a")


@both
def ours_and_theirs_take_one_side_whole(hosts, a, b):
    hosts.agreed(note=b"0")
    hosts.pushed(a, note=b"by a", extra=b"a")
    b.put("note", b"by b")
    b.ok("save")
    b.ok("sync", "--resolve", "theirs")
    same((there(b), b.got("note")), (["extra", "note"], b"by a"), "theirs")
    hosts.pushed(a, note=b"by a again")
    b.put("note", b"by b again")
    b.ok("save")
    b.ok("sync", "--resolve", "ours")
    same(b.got("note"), b"by b again", "ours")
    a.ok("sync")
    same(a.got("note"), b"by b again", "ours, at the other host")


@both
def a_push_over_the_others_is_refused(hosts, a, b):
    hosts.agreed(note=b"0")
    hosts.pushed(a, note=b"by a")
    b.put("note", b"by b")
    b.ok("save")
    refused = b.tazpod("push")
    check(refused.code != 0, "b pushed over a")
    has(refused.words, "sync", "the way out")
    a.ok("lock")
    a.ok("pull")
    a.unlock()
    same(a.got("note"), b"by a", "what a pushed")


if __name__ == "__main__":
    main()
