"""save: it did, or it says so and the earlier vault is as it was."""
import os
import shutil
import subprocess

from session import *


def mounted(project, *options):
    """Mounts something over .tazpod/vault until the test ends."""
    place = os.path.dirname(project.vault)
    done = run(["mount", *options, place])
    if done.code != 0:
        raise Skipped(f"can't mount here: {done.words.strip()}")
    project.undo.append(lambda: run(["umount", "-l", place]))


@test
def a_full_disk_ends_with_24(project):
    need_root()
    project.config()
    mounted(project, "-t", "tmpfs", "-o", "size=300k", "tmpfs")
    project.ok("up")
    project.unlock("--new")
    project.put("note", b"kept")
    project.ok("save")
    before = project.sealed()
    project.inside("head -c 2000000 /dev/urandom >/home/tazpod/secrets/big")
    project.fails(24, "save", says="[Nn]o space|full|room")
    check(project.sealed() == before, "the vault file was changed")
    same([n for n in os.listdir(os.path.dirname(project.vault)) if n.endswith(".tmp")], [], "left over")
    # nothing is given up that was not saved
    project.fails(24, "lock", says="--discard")
    same(project.got("note"), b"kept", "the secret")
    project.fails(24, "down", says="--discard")
    same(project.status()["container"]["state"], "running", "container.state")
    check(project.sealed() == before, "the vault file was changed")
    project.ok("lock", "--discard", "--yes")
    project.must_be_locked()
    project.unlock()
    same(project.got("note"), b"kept", "the secret")


@test
def what_fills_the_enclave_to_its_end_opens_again(project):
    project.opened("vault:", "  size: 1m")
    project.inside("head -c 9000000 /dev/zero >/home/tazpod/secrets/full 2>/dev/null; true")
    size = project.inside("stat -c %s /home/tazpod/secrets/full").text
    check(1_000_000 < int(size) < 9_000_000, f"the enclave took {size}")
    project.ok("lock")
    project.unlock()
    same(project.inside("stat -c %s /home/tazpod/secrets/full").text, size, "the file that filled it")


@test
def a_vault_directory_that_can_not_be_written_ends_with_24(project):
    need_root()
    project.config()
    mounted(project, "-t", "tmpfs", "tmpfs")
    project.ok("up")
    project.unlock("--new")
    project.put("note", b"kept")
    project.ok("save")
    before = project.sealed()
    # modes do not hold root back; a read-only mount holds everybody
    same(run(["mount", "-o", "remount,ro", os.path.dirname(project.vault)]).code, 0, "remount")
    # the container has a mount of its own
    project.put("more", b"new")
    if project.inside("touch /workspace/.tazpod/vault/probe", ok=False).code == 0:
        raise Skipped("a read-only mount does not reach the container here")
    project.fails(24, "save", says="not saved")
    check(project.sealed() == before, "the vault file was changed")
    same(project.got("more"), b"new", "what was not saved")
    same(run(["mount", "-o", "remount,rw", os.path.dirname(project.vault)]).code, 0, "remount")
    project.ok("save")
    project.has_secret("more", b"new")


@test
def a_vault_that_is_not_open_is_not_saved(project):
    project.opened()
    project.ok("lock")
    before = project.sealed()
    project.fails(22, "save", says="unlock")
    check(project.sealed() == before, "the vault file was changed")


@test
def an_unchanged_vault_is_not_written_again(project):
    project.opened()
    project.put("note", b"1")
    project.ok("save")
    before = project.sealed()
    done = project.ok("save")
    has(done.words, "nothing new", "the message")
    check(project.sealed() == before, "the vault file was written")


@test
def a_push_warns_of_what_is_not_saved(project):
    project.opened("storage:", "  type: directory", f"  directory: {project.base}/store")
    project.put("note", b"one")
    project.ok("save")
    project.put("note", b"two")

    def warned():
        return "are not saved" in project.ok("push").words

    check(warned(), "a change after the save, and no warning")
    check(warned(), "nothing to send, and no warning")
    project.ok("save")
    check(not warned(), "a warning although everything is saved")
    # neither its length nor its time tells
    project.inside("cd /home/tazpod/secrets && touch -r note /run/tazpod/time && printf six >note &&"
                   " touch -r /run/tazpod/time note")
    check(warned(), "a change with the time set back, and no warning")
    project.inside("rm /home/tazpod/secrets/note && echo more >/home/tazpod/secrets/other")
    check(warned(), "a file taken away, and no warning")
    # a save that does not happen leaves them unsaved
    project.ok("save", "--force")
    project.put("note", b"x" * 100)
    project.inside("rm -f /home/tazpod/secrets/other /home/tazpod/secrets/note")
    project.fails(25, "save")
    check(warned(), "a save that was refused, and no warning")


@test
def what_is_saved_is_read_by_another_program(project):
    place = fixtures()
    if run(["python3", "-c", "import cryptography"]).code != 0:
        required("fixtures", "read_v1.py needs Python's cryptography")
    project.opened()
    project.inside(r"cd ~tazpod/secrets 2>/dev/null || cd /home/tazpod/secrets; mkdir -p d/e; printf one >d/e/one; chmod 640 d/e/one; "
                   r"printf two >$(printf 'n\344me'); ln -s d/e/one link; : >empty; touch -d @1700000000 empty")
    project.ok("save")
    done = run(["python3", os.path.join(place, "read_v1.py"), project.vault], input=PASSPHRASE.encode())
    same(done.code, 0, f"read_v1.py: {done}")
    rows = {row.get("path_b64", row["path"]): row for row in json.loads(done.text)}
    same(rows["d/e/one"]["mode"], "0640", "mode")
    same(rows["d/e/one"]["size"], 3, "size")
    same(rows["empty"]["mtime"], 1700000000, "mtime")
    same(rows["link"]["link"], "d/e/one", "the link")
    check("buRtZQ==" in rows, f"a name that is no UTF-8 is missing: {list(rows)}")


@test
def a_damaged_vault_file_is_not_sent_without_a_question(project):
    project.opened("storage:", "  type: directory", f"  directory: {project.base}/store")
    project.put("note", b"kept")
    project.ok("lock")
    project.ok("push")
    sent = os.path.join(project.base, "store/tazpod/vault/vault.tar.aes")
    good = project.sealed()
    bad = good[:100] + bytes([good[100] ^ 1]) + good[101:]
    with open(project.vault, "wb") as file:
        file.write(bad)

    def there():
        with open(sent, "rb") as file:
            return file.read()

    project.fails(42, "push", says="push --yes")
    terminal = project.terminal("push")
    terminal.expect(b"Send it")
    terminal.line("")
    terminal.ends(29)
    check(there() == good, "it was sent")
    project.ok("push", "--yes")
    check(there() == bad, "it was not sent")


@test
def a_vault_changed_by_somebody_else_is_not_overwritten(project):
    project.opened()
    project.put("note", b"mine")
    project.ok("save")
    theirs = project.sealed()[:-1] + b"x"
    with open(project.vault, "wb") as file:
        file.write(theirs)
    project.put("note", b"newer")
    project.fails(29, "save", says="--force")
    check(project.sealed() == theirs, "the vault file was changed")
    project.ok("save", "--force")
    project.has_secret("note", b"newer")


@test
def a_vault_that_lost_most_of_its_content_is_not_saved(project):
    project.opened()
    project.inside("cd /home/tazpod/secrets; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo $i >f$i; done")
    project.ok("save")
    before = project.sealed()
    project.inside("rm /home/tazpod/secrets/f*")
    project.fails(25, "save", says="--force")
    check(project.sealed() == before, "the vault file was changed")


if __name__ == "__main__":
    main()
