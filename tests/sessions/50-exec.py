"""exec: a command's own streams, terminal and exit code."""
import os

from session import *


def ran(project, *words, input=b"", code=0):
    done = project.tazpod("exec", *words, input=input)
    same(done.code, code, f"exit code of {done}")
    return done


@test
def exit_codes_pass_through(project):
    project.up()
    ran(project, "--", "true")
    ran(project, "--", "sh", "-c", "exit 3", code=3)
    ran(project, "sh", "-c", "exit 255", code=255)
    ran(project, "--", "sh", "-c", "kill -9 $$", code=137)
    has(ran(project, "--", "no-such-program", code=127).words, "no-such-program", "the message")


@test
def streams_are_not_mixed(project):
    project.up()
    every = bytes(range(256)) * 4000
    done = ran(project, "--", "sh", "-c", "tee /dev/stderr", input=every)
    check(done.out == every, f"standard output: {len(done.out)} bytes, not the {len(every)} sent")
    check(done.err == every, f"standard error: {len(done.err)} bytes, not the {len(every)} sent")
    done = ran(project, "--", "sh", "-c", "echo out; echo err >&2")
    same((done.out, done.err), (b"out\n", b"err\n"), "streams")


@test
def a_pipe_is_no_terminal(project):
    project.up()
    done = ran(project, "--", "sh", "-c", "for i in 0 1 2; do test -t $i && echo $i; done; echo end")
    same(done.out, b"end\n", "terminals")


@test
def the_end_of_input_reaches_the_command(project):
    project.up()
    same(ran(project, "--", "sh", "-c", "cat").out, b"", "standard output")
    same(ran(project, "--", "sh", "-c", "cat; echo after", input=b"x\n").out, b"x\nafter\n", "standard output")
    # a command that does not read does not hang either
    ran(project, "--", "true", input=b"y" * (1 << 20))


@test
def a_terminal_gets_a_terminal(project):
    project.up()
    # an engine before API 1.42 sets the size only once the program runs
    script = """test -t 0 && test -t 1 && until [ "$(stty size)" = "33 99" ]; do sleep 0.1; done; echo sized
                read x; echo got-$x; exit 5"""
    tazpod = project.terminal("exec", "--", "sh", "-c", script, size=(33, 99))
    tazpod.expect(rb"sized")
    tazpod.line("typed")
    tazpod.expect(rb"got-typed")
    tazpod.ends(5)


@test
def a_command_sees_the_vault_as_it_is(project):
    project.opened()
    project.put("note", b"open")
    same(ran(project, "--", "sh", "-c", "cat ~/secrets/note").out, b"open", "standard output")
    project.ok("lock")
    ran(project, "--", "sh", "-c", "test -e ~/secrets/note", code=1)


@test
def words_are_handed_on_as_they_are(project):
    project.up()
    words = ["--debug", "--json", "a b", "", "'", "$HOME", "*", "--", "é"]
    done = ran(project, "--", "printf", "%s\\n", *words)
    same(done.text.split("\n")[:-1], words, "words")


@test
def it_runs_as_the_operator_in_the_project(project):
    project.up()
    same(ran(project, "--", "sh", "-c", "id -u; pwd; echo $HOME; echo $HOST_CWD").text,
         f"{os.geteuid()}\n/workspace\n/home/tazpod\n{project.path}\n", "surroundings")


@test
def tazpod_inside_says_nothing_but_what_it_says_outside(project):
    project.up()
    for words in (["list", "--help"], ["version"], ["help", "push"]):
        done = ran(project, "--", "tazpod", *words)
        same(done.text, project.ok(*words).text, f"standard output of {words}")
        same(done.words, "", f"standard error of {words}")


@test
def without_a_container_it_names_up(project):
    project.config()
    project.fails(15, "exec", "--", "true", says="tazpod up")
    project.fails(2, "exec")


if __name__ == "__main__":
    main()
