"""tazpod alone, and enter: from a bare folder to a shell, and out of it again."""
import os
import re
import time

from session import *


def fresh_entry(project):
    """Walks from nothing to a shell."""
    tazpod = project.terminal()
    tazpod.expect(rb"no project here.*\[y/N\] ")
    tazpod.line("y")
    tazpod.expect(rb"Image \[[^\]]*\]: ")
    tazpod.line(IMAGE)
    while True:
        asked = tazpod.expect(rb"(host|bucket|region|profile)[^\r\n]*: $", rb"created the container (\S+)")
        if asked.group(0).startswith(b"created"):
            project.names.append(asked.group(1).decode())
            project.name = asked.group(1).decode()
            break
        tazpod.line("")
    # with an S3 store in the config, it may be offered first
    if tazpod.expect(rb"from the store\? \[y/N\] ", rb"Begin a new one\? \[y/N\] ").group(0).startswith(b"from"):
        tazpod.line("n")
        tazpod.expect(rb"Begin a new one\? \[y/N\] ")
    tazpod.line("y")
    tazpod.expect(rb"New vault passphrase[^:]*: [^:]*: $", rb"New vault passphrase[^\r\n]*: $")
    tazpod.line(PASSPHRASE)
    tazpod.expect(rb"Once more: $")
    tazpod.line(PASSPHRASE)
    tazpod.prompt()
    return tazpod


@test
def a_fresh_folder_leads_to_a_shell_and_back_to_its_secret(project):
    tazpod = fresh_entry(project)
    check(PASSPHRASE.encode() not in tazpod.seen, "the passphrase was shown")
    same(tazpod.shell("pwd").strip(), b"/workspace", "where the shell is")
    tazpod.line("printf remembered >~/secrets/note; exit 7")
    tazpod.ends(7, timeout=60)
    has(tazpod.seen, "saved 1 file", "the farewell")
    has(tazpod.seen, "locked", "the farewell")
    project.must_be_locked()
    again = project.terminal()
    again.expect(rb"Unlock it\? \[y/N\] ")
    again.line("y")
    again.expect(rb"Vault passphrase: $")
    again.line(PASSPHRASE)
    again.prompt()
    same(again.shell("cat ~/secrets/note"), b"remembered", "the secret")
    again.line("exit")
    again.ends(0)
    project.must_be_locked()


@test
def a_declined_offer_leads_to_a_shell_with_a_warning(project):
    project.opened()
    project.ok("lock")
    tazpod = project.terminal()
    tazpod.expect(rb"Unlock it\? \[y/N\] ")
    tazpod.line("n")
    tazpod.expect(rb"warning: .*nothing is unlocked")
    tazpod.prompt()
    same(tazpod.shell("ls ~/secrets"), b"", "the enclave")
    tazpod.line("exit 3")
    tazpod.ends(3)


@test
def a_declined_project_leaves_the_folder_as_it_was(project):
    tazpod = project.terminal()
    tazpod.expect(rb"no project here.*\[y/N\] ")
    tazpod.line("n")
    tazpod.ends(0)
    same(os.listdir(project.path), [], "the folder")


@test
def keys_sizes_and_bytes_reach_the_shell_as_they_are(project):
    project.opened()
    tazpod = project.terminal(size=(31, 97))
    tazpod.prompt()
    same(tazpod.shell("stty size").strip(), b"31 97", "the first size")
    tazpod.resize(44, 123)
    until(lambda: tazpod.shell("stty size").strip() == b"44 123", "the shell did not learn the new size", 5)
    tazpod.line("trap 'echo wi''nch' WINCH; sleep 30 & wait")
    time.sleep(0.5)
    tazpod.resize(25, 81)
    tazpod.expect(rb"winch", timeout=5)
    tazpod.prompt()

    # detach keys would hold Ctrl-P back until the next key
    tazpod.line("stty raw -echo; echo go-ra''w; dd bs=1 count=1 2>/dev/null | od -An -tx1; "
                "dd bs=1 count=2 2>/dev/null | od -An -tx1; dd bs=1 count=1 2>/dev/null | od -An -tx1; stty sane; echo")
    tazpod.expect(rb"go-raw")
    for keys, shown in ((b"\x10", rb" 10\s"), (b"\x10\x11", rb" 10 11\s"), (b"\x1d", rb" 1d\s")):
        began = time.monotonic()
        tazpod.send(keys)
        tazpod.expect(shown, timeout=5)
        check(time.monotonic() - began < 1.5, f"{keys!r} took {time.monotonic() - began:.1f} s")
        time.sleep(0.3)
    tazpod.prompt()

    # Ctrl-C ends the program, not the shell nor TazPod
    tazpod.line("sleep 60; echo co''de $?")
    time.sleep(0.5)
    tazpod.send(b"\x03")
    tazpod.expect(rb"\^C")
    tazpod.prompt()
    same(tazpod.shell("(exit 5); echo $?").strip(), b"5", "the shell after Ctrl-C")

    # bytes that are no UTF-8, those that look like a frame's head, and a line feed without its return
    bytes_ = tazpod.shell(r"stty -opost; printf '\001\000\000\000\000\000\000\005hello\377\376\200\n'; stty opost")
    check(b"\x01\x00\x00\x00\x00\x00\x00\x05hello\xff\xfe\x80\n" in bytes_, f"bytes were changed: {bytes_!r}")
    check(b"\x80\r\n" not in bytes_, "a return was added")

    began = time.monotonic()
    tazpod.line("stty -echo -onlcr; echo bur''st; head -c 20971520 /dev/zero | tr '\\0' x; echo; echo aft''er; stty sane")
    tazpod.expect(rb"burst\r?\n")
    count, tail_ = 0, b""
    while b"after" not in tail_:
        if not tazpod.buffer:
            tazpod._read(LIMIT) or check(False, f"the burst stopped after {count} bytes")
        count += tazpod.buffer.count(b"x")
        tail_ = (tail_ + tazpod.buffer)[-100:]
        tazpod.buffer = b""
    same(count, 20 << 20, "bytes of the burst")
    journal.append(f"20 MiB in {time.monotonic() - began:.1f} s")
    tazpod.line("exit")
    tazpod.ends(0)


@test
def keys_typed_ahead_reach_the_shell(project):
    project.opened()
    tazpod = project.terminal()
    tazpod.line("echo ahe''ad")
    tazpod.expect(rb"ahead\r?\n", timeout=10)
    tazpod.line("exit")
    tazpod.ends(0)


@test
def a_terminal_is_left_as_it_was_found(project):
    project.opened()
    tazpod = Terminal(["sh", "-c", f"stty -a >before; '{TAZPOD}' enter; echo co''de $?; stty -a >after; read line"],
                      project.path, project.env())
    tazpod.prompt()
    tazpod.line("exit 4")
    tazpod.expect(rb"code 4")
    tazpod.line("")
    tazpod.ends(0)
    with open(os.path.join(project.path, "before")) as before, open(os.path.join(project.path, "after")) as after:
        same(after.read(), before.read(), "the terminal's settings")


@test
def the_last_of_two_shells_locks(project):
    project.opened()
    first = project.terminal()
    first.prompt()
    second = project.terminal("enter")
    second.prompt()
    same(project.status()["shells"], 2, "shells")
    first.line("printf kept >~/secrets/two; exit 9")
    first.ends(9)
    check(project.session_there(), "the first shell locked although there was a second")
    same(second.shell("cat ~/secrets/two"), b"kept", "the secret in the second shell")
    second.line("exit 8")
    second.ends(8)
    has(second.seen, "saved", "the farewell")
    project.must_be_locked()
    project.has_secret("two", b"kept")


@test
def a_closed_window_ends_its_shell_and_saves_and_locks(project):
    project.opened()
    tazpod = project.terminal()
    tazpod.prompt()
    tazpod.shell("printf window >~/secrets/note")
    tazpod.hang_up()
    code = tazpod.wait(30)
    check(code != 0, "a closed window is no success")
    until(project.is_locked, "the vault was not locked", 20)
    same(project.status()["shells"], 0, "shells")
    project.has_secret("note", b"window")


@test
def a_window_that_is_closed_amid_output_saves_and_locks(project):
    project.opened()
    tazpod = project.terminal()
    tazpod.prompt()
    tazpod.shell("printf amid >~/secrets/note")
    tazpod.line("while sleep 0.01; do echo lin''es; done")
    tazpod.expect(rb"lines")
    tazpod.hang_up()
    tazpod.wait(30)
    until(project.is_locked, "the vault is open still, although its window was closed", 20)
    project.has_secret("note", b"amid")


@test
def a_closed_window_leaves_a_long_save_its_time(project):
    project.opened("vault:", "  size: 512m")
    tazpod = project.terminal()
    tazpod.prompt()
    # takes longer to save than a shell is given to follow a signal
    tazpod.shell("head -c 180000000 /dev/urandom >~/secrets/big")
    tazpod.hang_up()
    tazpod.wait(60)
    until(project.is_locked, "the vault was not locked", 60)
    project.unlock()
    same(project.inside("stat -c %s /home/tazpod/secrets/big").text.strip(), "180000000", "the big file")


@test
def a_client_that_was_told_to_end_saves_and_locks(project):
    project.opened()
    tazpod = project.terminal()
    tazpod.prompt()
    tazpod.shell("printf term >~/secrets/note")
    os.kill(tazpod.pid, signal.SIGTERM)
    tazpod.wait(30)
    until(project.is_locked, "the vault was not locked", 20)
    project.has_secret("note", b"term")


@test
def the_next_entry_sweeps_after_a_killed_client(project):
    project.opened()
    tazpod = project.terminal()
    tazpod.prompt()
    tazpod.shell("printf killed >~/secrets/note")
    tazpod.kill()
    again = project.terminal()
    again.expect(rb"Unlock it\? \[y/N\] ")
    again.line("y")
    again.expect(rb"Vault passphrase: $")
    again.line(PASSPHRASE)
    again.prompt()
    same(again.shell("cat ~/secrets/note"), b"killed", "the secret")
    same(project.status()["shells"], 1, "shells")
    again.line("exit")
    again.ends(0)
    project.must_be_locked()


@test
def any_next_command_sweeps_after_a_killed_client(project):
    project.opened()
    tazpod = project.terminal()
    tazpod.prompt()
    tazpod.shell("printf swept >~/secrets/note")
    tazpod.kill()
    project.ok("status")
    until(project.is_locked, "the vault is open still, although nobody is left and 'tazpod status' was run", 15)
    same(project.status()["shells"], 0, "shells")
    project.has_secret("note", b"swept")


@test
def without_a_terminal_nothing_is_asked(project):
    project.fails(42, says="terminal")
    same(os.listdir(project.path), [], "the folder")
    project.opened()
    project.ok("lock")
    # locked: the question has no answer, and the flag is named
    done = project.fails(42, "enter", says="--yes")
    project.fails(28, "--yes", "enter", says="--passphrase-file")
    project.must_be_locked()
    del done


@test
def a_shell_without_a_terminal_reads_its_commands_from_standard_input(project):
    project.opened()
    done = project.tazpod("enter", input=b"echo to-out; echo to-err >&2; test -t 1 || echo no-tty; exit 6\n")
    same(done.code, 6, f"exit code of {done}")
    has(done.text, "to-out", "standard output")
    has(done.text, "no-tty", "standard output")
    has(done.words, "to-err", "standard error")
    check("to-err" not in done.text, "standard error came on standard output")
    until(project.is_locked, "the last shell did not lock", 10)


@test
def flags_answer_every_question(project):
    project.ok("init", "--yes", "--image", IMAGE, "--name", project.name, "--storage", "none")
    done = project.tazpod("enter", "--yes", "--new", "--passphrase-file", project.secret, input=b"echo in-shell; exit 2\n")
    same(done.code, 2, f"exit code of {done}")
    has(done.text, "in-shell", "standard output")
    project.must_be_locked()


if __name__ == "__main__":
    main()
