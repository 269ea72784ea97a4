"""lock and down: what is open is saved, then gone; whatever holds it is named."""
import os
import subprocess
import time

from session import *


@test
def lock_saves_and_empties(project):
    project.opened()
    project.put("note", b"kept")
    done = project.ok("lock")
    has(done.words, "saved 1 file.*locked", "the message")
    project.must_be_locked()
    same(project.inside("ls -A /run/tazpod", root=True).text.count("key"), 0, "keys in /run/tazpod")
    project.unlock()
    same(project.got("note"), b"kept", "the secret")


@test
def what_is_written_while_it_locks_is_saved_or_refused(project):
    project.opened()
    project.put("large", os.urandom(40 << 20))
    writes = ("i=0; while [ -e /run/tazpod/session ] && [ $i -lt 12 ]; do i=$((i+1)); echo $i >~/secrets/late.$i && "
              "test -e /run/tazpod/session && echo $i; sleep 0.1; done")
    writer = subprocess.Popen(["docker", "exec", "-u", str(os.geteuid()), "-e", "HOME=/home/tazpod", project.name,
                               "sh", "-c", writes], stdout=subprocess.PIPE, text=True)
    time.sleep(0.2)
    locked = project.tazpod("lock", timeout=60)
    written = writer.communicate()[0].split()
    check(locked.code in (0, 24), f"exit code of {locked}")
    check(written, "nothing was written meanwhile")
    if locked.code == 0:
        project.unlock()
    # the last one may have come between the last look and the end
    for i in written[:-1]:
        same(project.got(f"late.{i}"), f"{i}\n".encode(), f"what was written as number {i}")


@test
def lock_when_nothing_is_open_says_so(project):
    project.opened()
    project.ok("lock")
    has(project.ok("lock").words, "not open", "the message")


@test
def who_holds_a_secret_is_named_and_ended_by_force(project):
    project.opened()
    project.put("note", b"held")
    docker("exec", "-d", "-u", str(os.geteuid()), project.name, "tail", "-f", "/home/tazpod/secrets/note")
    time.sleep(0.5)
    done = project.tazpod("lock")
    same(done.code, 26, f"exit code of {done}")
    has(done.words, r"tail", "the message")
    has(done.words, r"lock --force", "the hint")
    same(project.secrets(), [], "the enclave")
    project.unlock()
    docker("exec", "-d", "-u", str(os.geteuid()), project.name, "tail", "-f", "/home/tazpod/secrets/note")
    time.sleep(0.5)
    project.ok("lock", "--force")
    same(project.inside("pgrep tail", ok=False).text, "", "tail")
    project.must_be_locked()


@test
def down_saves_first(project):
    project.opened()
    project.put("note", b"down")
    project.ok("down")
    same(docker("ps", "-aq", "--filter", f"name=^{project.name}$").text, "", "the container")
    project.up()
    project.unlock()
    same(project.got("note"), b"down", "the secret")


@test
def down_discard_does_not_save(project):
    project.opened()
    project.ok("save")
    before = project.sealed()
    project.put("note", b"given up")
    # without a terminal nobody agrees by accident
    project.ok("down", "--discard", "--yes")
    check(project.sealed() == before, "the vault file was changed")


@test
def a_container_stopped_from_outside_saves(project):
    project.opened()
    project.put("note", b"stopped")
    docker("stop", project.name)
    same(project.status()["container"]["state"], "stopped", "container.state")
    project.ok("up")
    project.must_be_locked()
    project.unlock()
    same(project.got("note"), b"stopped", "the secret")


@test
def a_container_killed_from_outside_leaves_nothing_open(project):
    project.opened()
    project.put("note", b"saved")
    project.ok("save")
    project.put("note", b"lost")
    docker("kill", project.name)
    project.ok("up")
    project.must_be_locked()
    project.unlock()
    same(project.got("note"), b"saved", "the secret")


@test
def down_while_a_shell_is_open_ends_it_and_saves(project):
    project.opened()
    tazpod = project.terminal()
    tazpod.prompt()
    tazpod.shell("printf shell >~/secrets/note")
    project.ok("down", timeout=60)
    check(tazpod.wait(30) != 0, "a shell that was ended is no success")
    project.up()
    project.unlock()
    same(project.got("note"), b"shell", "the secret")


if __name__ == "__main__":
    main()
