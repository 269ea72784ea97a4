"""What is secret is in RAM only: not on the host's disk, not in the container's layers, not in logs, not in argv."""
import os
import secrets
import threading

from session import *


class Watch(threading.Thread):
    """Looks at every process's argv and environment, over and over."""

    def __init__(self, marks):
        super().__init__(daemon=True)
        self.marks, self.found, self.rounds, self.over = marks, [], 0, threading.Event()

    def run(self):
        while not self.over.is_set():
            for pid in filter(str.isdigit, os.listdir("/proc")):
                for name in ("cmdline", "environ"):
                    try:
                        with open(f"/proc/{pid}/{name}", "rb") as file:
                            content = file.read()
                    except OSError:
                        continue
                    self.found += [f"{name} of {pid}: {mark[:4]!r}…" for mark in self.marks if mark in content]
            self.rounds += 1
            self.over.wait(0.02)

    def end(self):
        self.over.set()
        self.join()
        same(self.found, [], "secrets in processes")
        check(self.rounds > 10, "nobody looked")


def files_with(marks, stamp, *places):
    """Files changed since the stamp that hold one of the marks."""
    pattern = os.path.join("/dev/shm", f"marks-{os.getpid()}")
    with open(os.open(pattern, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(b"\n".join(marks) + b"\n")
    try:
        # -xdev, and not the merged view of what is looked at in its layers
        found = run(["find", *places, "-xdev", "-path", "*/merged", "-prune", "-o", "-type", "f", "-cnewer", stamp,
                     "-exec", "grep", "-laFf", pattern, "{}", "+"])
        return found.text.split("\n")[:-1]
    finally:
        os.unlink(pattern)


@test
def no_byte_of_a_secret_is_outside_of_the_enclave(project):
    need_root()
    mark = b"MARK" + secrets.token_hex(16).encode()
    words = b"PASS" + secrets.token_hex(12).encode() + b" and more"
    project.passphrase(words)
    stamp = os.path.join(project.base, "stamp")
    open(stamp, "w").close()
    watch = Watch([mark, words])
    watch.start()
    project.opened()
    project.inside("mkdir -p ~/secrets/.aws 2>/dev/null; cat >/home/tazpod/secrets/token", input=mark)
    # the tools' way in: a shell, an exec, a file of keys
    tazpod = project.terminal()
    tazpod.prompt()
    # without its echo in what the tests themselves keep
    same(len(tazpod.shell("cat ~/secrets/token")), len(mark), "the secret in the shell")
    same(project.ok("exec", "--", "sh", "-c", "cat ~/secrets/token").out, mark, "the secret in exec")
    project.ok("save")
    root = docker("info", "-f", "{{.DockerRootDir}}").text.strip()
    places = [project.path, root, "/var/log"] if os.path.isdir(root) else [project.path, "/var/log"]
    same(files_with([mark, words], stamp, *places), [], "while it is open: files on the disk")
    tazpod.line("exit")
    tazpod.ends(0)
    project.must_be_locked()
    project.unlock()
    project.ok("lock")
    watch.end()

    same(files_with([mark, words], stamp, *places), [], "after lock: files on the disk")
    for what, content in (("its file systems", docker("export", project.name).out),
                          ("its log", docker("logs", project.name).out + docker("logs", project.name).err),
                          ("its description", docker("inspect", project.name).out)):
        check(mark not in content and words not in content, f"a secret is in {what}")
    inside = project.inside("grep -rlaF -e MARK -e PASS / --include='*' --exclude-dir=proc --exclude-dir=sys --exclude-dir=usr "
                            "--exclude-dir=opt --exclude-dir=workspace --exclude-dir=dev 2>/dev/null | "
                            "xargs -r grep -laE 'MARK[0-9a-f]{32}|PASS[0-9a-f]{24}'; true", root=True)
    same(inside.text, "", "files in the container, its RAM file systems too")
    shm = project.inside("find /dev/shm /run/tazpod -type f ! -name '*.lock' ! -name ready", root=True)
    same(shm.text, "", "left in RAM")
    project.unlock()
    same(project.got("token"), mark, "the secret")


@test
def env_prints_keys_for_eval_and_never_on_a_terminal(project):
    project.opened()
    project.put("aws_access_key_id", b"AKIAEXAMPLE")
    project.put("aws_secret_access_key", b"it's $(a) secret")
    shown = run(["sh", "-c", 'out=$("$0" env) || exit; eval "$out"; printf "%s|%s" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"',
                 TAZPOD], cwd=project.path, env=project.env())
    same(shown.out, b"AKIAEXAMPLE|it's $(a) secret", f"what a shell makes of it ({shown})")
    tazpod = project.terminal("env")
    code = tazpod.wait()
    check(code == 2, f"exit code {code} on a terminal")
    check(b"AKIAEXAMPLE" not in tazpod.seen + tazpod.buffer, "a key was shown on a terminal")


if __name__ == "__main__":
    main()
