"""Whoever runs it, wherever it is installed, in both kinds of enclave."""
import os
import shutil

from session import *


def whole_round(project, *config):
    """Container, new vault, secret, lock, unlock."""
    project.opened(*config)
    project.put("note", b"kept")
    project.ok("save")
    project.has_secret("note", b"kept")


def belongs_to_the_operator(project, uid):
    """All of it, and it can be removed without anybody's help."""
    project.ok("exec", "--", "sh", "-c", "mkdir -p made/here; echo x >made/here/file; umask 077; echo y >private")
    strangers = []
    for folder, folders, files in os.walk(project.path):
        strangers += [os.path.join(folder, n) for n in folders + files if os.lstat(os.path.join(folder, n)).st_uid != uid]
    same(strangers, [], f"not owned by {uid}")
    project.ok("down")
    shutil.copyfile(project.vault, os.path.join(project.base, "copy"))
    removed = run([*project.user(), "rm", "-rf", project.path + "/.tazpod", project.path + "/made", project.path + "/private"])
    same(removed.code, 0, f"rm: {removed}")


def as_user(fresh, uid, *config):
    need_root()
    need("setpriv")
    try:
        grp.getgrnam("docker")
    except KeyError:
        raise Skipped("there is no group docker") from None
    project = fresh(as_user=uid, tazpod=Relocated().bin)
    whole_round(project, *config)
    tazpod = project.terminal()
    tazpod.prompt()
    same(tazpod.shell("id -u").strip(), str(uid).encode(), "the uid in the shell")
    same(tazpod.shell("cat ~/secrets/note"), b"kept", "the secret")
    tazpod.shell("printf more >~/secrets/more; printf file >/workspace/from-shell")
    tazpod.line("exit")
    tazpod.ends(0)
    project.must_be_locked()
    same(os.stat(os.path.join(project.path, "from-shell")).st_uid, uid, "the owner of a file made in the shell")
    project.unlock()
    same(project.got("more"), b"more", "the secret")
    belongs_to_the_operator(project, uid)


@test
def uid_1000_works_and_owns_what_it_made(fresh):
    as_user(fresh, 1000)


@test
def uid_1234_works_and_owns_what_it_made(fresh):
    as_user(fresh, 1234)


@test
def root_works(project):
    whole_round(project)
    belongs_to_the_operator(project, os.geteuid())


@test
def an_enclave_that_is_mounted_at_unlock_works(project):
    whole_round(project, "enclave: mounted")
    has(project.inside("grep ' /home/tazpod/secrets ' /proc/mounts").text, "tmpfs.*size=.*mode=700", "the mount")
    has(project.inside("cat /home/tazpod/.aws/../note", ok=False).text, "kept", "the bridge for cloud tools")
    project.ok("lock")
    same(project.inside("grep ' /home/tazpod/secrets ' /proc/mounts; true").text, "", "mounts after lock")
    project.must_be_locked()


@test
def an_enclave_that_is_mounted_works_for_uid_1234(fresh):
    as_user(fresh, 1234, "enclave: mounted")


@test
def a_declared_enclave_asks_for_no_rights(project):
    project.up()
    rights = json.loads(docker("inspect", "-f", "{{json .HostConfig}}", project.name).text)
    check("SYS_ADMIN" not in (rights["CapAdd"] or []) and "CAP_SYS_ADMIN" not in (rights["CapAdd"] or []), "SYS_ADMIN")
    check(not rights["Privileged"], "privileged")
    same([o for o in rights["SecurityOpt"] or [] if "unconfined" in o], [], "security options")


@test
def a_moved_distribution_works_from_a_path_with_a_blank(fresh):
    project = fresh(tazpod=Relocated().bin)
    has(project.ok("--version").text, r"\d+\.\d+", "the version")
    whole_round(project)
    link = os.path.join(project.base, "tazpod")
    os.symlink(Relocated().bin, link)
    project.tazpod_bin = link
    same(project.status()["vault"]["state"], "unlocked", "vault.state")
    # its class archive maps after the move: refused, it would only be slow
    done = run([Relocated().bin, "--version"], env=project.env(JAVA_TOOL_OPTIONS="-Xlog:cds=warning,class+path=warning"))
    check("mismatch" not in done.text + done.words, f"the class archive does not map: {done}")


if __name__ == "__main__":
    main()
