"""unlock: what goes wrong leaves the file as it was, nothing in the enclave, and says what to do."""
import os

from session import *

WRONG = "not the passphrase"


def locked(project):
    """A locked vault that TazPod wrote last; gives its bytes."""
    project.opened()
    project.put("note", b"kept")
    project.ok("lock")
    return project.sealed()


def untouched(project, before):
    check(project.sealed() == before, "the vault file was changed")
    project.must_be_locked()


@test
def control_c_at_the_passphrase_ends_with_130(project):
    before = locked(project)
    tazpod = project.terminal("unlock")
    tazpod.expect(rb"Vault passphrase: $")
    tazpod.send("half a passphr")
    tazpod.send(b"\x03")
    tazpod.ends(130)
    untouched(project, before)


@test
def control_c_in_smart_entry_ends_with_130(project):
    before = locked(project)
    tazpod = project.terminal()
    tazpod.expect(rb"Unlock it\? \[y/N\] ")
    tazpod.line("y")
    tazpod.expect(rb"Vault passphrase: $")
    tazpod.send(b"\x03")
    tazpod.ends(130)
    untouched(project, before)


@test
def control_c_at_a_question_leaves_the_terminal_and_the_vault_alone(project):
    before = locked(project)
    tazpod = project.terminal()
    tazpod.expect(rb"Unlock it\? \[y/N\] ")
    tazpod.send(b"\x03")
    tazpod.ends(130)
    untouched(project, before)


@test
def the_end_of_input_at_the_passphrase_is_no_passphrase(project):
    before = locked(project)
    tazpod = project.terminal("unlock")
    tazpod.expect(rb"Vault passphrase: $")
    tazpod.send(b"\x04")
    tazpod.ends(28)
    project.judge(tazpod.seen.decode().replace("\r", ""), says="--passphrase-file")
    untouched(project, before)


@test
def the_third_wrong_passphrase_ends_with_20(project):
    before = locked(project)
    tazpod = project.terminal("unlock")
    for left in (rb"2 attempts left", rb"1 attempt left", rb"wrong passphrase; the vault stays locked"):
        tazpod.expect(rb"Vault passphrase: $")
        tazpod.line(WRONG)
        tazpod.expect(left)
    tazpod.ends(20)
    project.judge(tazpod.seen.decode().replace("\r", ""))
    check(WRONG.encode() not in tazpod.seen, "the passphrase was shown")
    untouched(project, before)


@test
def a_second_try_opens(project):
    locked(project)
    tazpod = project.terminal("unlock")
    tazpod.expect(rb"Vault passphrase: $")
    tazpod.line(WRONG)
    tazpod.expect(rb"Vault passphrase: $")
    tazpod.line(PASSPHRASE)
    tazpod.ends(0)
    same(project.got("note"), b"kept", "the secret")


@test
def a_wrong_passphrase_from_a_file_ends_with_20_at_once(project):
    before = locked(project)
    project.passphrase(WRONG.encode())
    project.fails(20, "unlock", "--passphrase-file", project.secret)
    untouched(project, before)


@test
def a_passphrase_comes_from_a_descriptor_or_a_program(project):
    locked(project)
    project.ok("unlock", "--passphrase-fd", "0", input=PASSPHRASE.encode() + b"\n")
    project.ok("lock")
    project.ok("unlock", "--passphrase-command", f"cat '{project.secret}'")
    same(project.got("note"), b"kept", "the secret")
    project.ok("lock")
    os.chmod(project.secret, 0o644)
    project.fails(28, "unlock", "--passphrase-file", project.secret, says="chmod 600")
    project.fails(28, "unlock", says="--passphrase-file")
    project.must_be_locked()


@test
def a_cut_file_ends_with_21(project):
    whole = locked(project)
    for length in (len(whole) - 1, 40, 0):
        with open(project.vault, "wb") as file:
            file.write(whole[:length])
        project.fails(21, "unlock", "--passphrase-file", project.secret, says="ring|vault-history")
        untouched(project, whole[:length])


@test
def a_flipped_byte_ends_with_21(project):
    whole = locked(project)
    for at in (3, 35, len(whole) // 2, len(whole) - 1):
        flipped = bytearray(whole)
        flipped[at] ^= 1
        with open(project.vault, "wb") as file:
            file.write(flipped)
        project.fails(21, "unlock", "--passphrase-file", project.secret, says="damaged")
        untouched(project, bytes(flipped))
    with open(project.vault, "wb") as file:
        file.write(whole)
    project.unlock()
    same(project.got("note"), b"kept", "the secret")


@test
def no_vault_ends_with_23_and_names_both_ways_out(project):
    project.up()
    done = project.fails(23, "unlock", "--passphrase-file", project.secret, says="--new")
    has(done.words, "tazpod pull", "the hint")
    check(not os.path.exists(project.vault), "a vault was made")


@test
def a_new_vault_wants_its_passphrase_twice_and_alike(project):
    project.up()
    tazpod = project.terminal("unlock", "--new")
    tazpod.expect(rb"New vault passphrase[^\r\n]*: $")
    tazpod.line("one two three four")
    tazpod.expect(rb"Once more: $")
    tazpod.line("one two three five")
    tazpod.expect(rb"not the same.*New vault passphrase[^\r\n]*: $")
    tazpod.line("short")
    tazpod.expect(rb"weak passphrase.*Once more: $")
    tazpod.send(b"\x03")
    tazpod.ends(130)
    check(not os.path.exists(project.vault), "a vault was made")
    same(project.secrets(), [], "the enclave")
    project.passphrase(b"")
    project.fails(28, "unlock", "--new", "--passphrase-file", project.secret)
    check(not os.path.exists(project.vault), "a vault was made")


@test
def an_unlock_that_is_killed_is_cleared_by_the_next(project):
    project.opened()
    project.inside("head -c 40000000 /dev/urandom >/home/tazpod/secrets/big")
    project.ok("lock")
    before = project.sealed()
    command = subprocess.Popen([TAZPOD, "unlock", "--passphrase-file", project.secret], cwd=project.path,
                               env=project.env(), start_new_session=True, stderr=subprocess.DEVNULL)
    # while it lays the files out
    until(lambda: project.inside("test -e /run/tazpod/opening", root=True, ok=False).code == 0
          or command.poll() is not None, "the unlock did not begin")
    project.inside("pkill -9 java; true", root=True)
    command.wait()
    check(project.sealed() == before, "the vault file was changed")
    project.unlock()
    same(project.inside("stat -c %s /home/tazpod/secrets/big").text, "40000000\n", "the size")


if __name__ == "__main__":
    main()
