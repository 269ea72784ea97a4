"""What can't be done is said in a sentence, with something to type, and an exit code of its own."""
import os
import shutil
import subprocess

from session import *


@test
def an_unknown_verb_gets_a_suggestion(project):
    project.fails(1, "unlok", says="did you mean: tazpod unlock")
    project.fails(1, "frobnicate-everything", says="tazpod help")
    project.fails(2, "unlock", "--frobnicate")


@test
def broken_yaml_names_file_line_and_column(project):
    project.config()
    path = os.path.join(project.path, ".tazpod/config.yaml")
    with open(path, "w") as file:
        file.write(f"image: {IMAGE}\ncontainer:\n  dns: [1.1.1.1\nnetwork: host\n")
    done = project.fails(40, "up", hint=False, says=r"config\.yaml")
    has(done.words, r"line \d+|:\d+:\d+", "the message")
    has(done.words, r"column \d+|:\d+:\d+", "the message")


@test
def every_wrong_key_is_told_at_once(project):
    project.config("enclave: floating", "runtime: lxc", "container:", "  ports: ['nonsense']")
    done = project.fails(40, "up")
    for part in ("enclave", "runtime", "ports"):
        has(done.words, part, "the message")


@test
def no_engine_is_10(project):
    project.config()
    env = project.env(DOCKER_HOST=f"unix://{project.base}/no.sock")
    for words in (["up"], ["exec", "--", "true"], ["down"], ["unlock", "--passphrase-file", project.secret]):
        project.fails(10, *words, env=env)


@test
def an_engine_that_denies_is_11(project):
    need_root()
    need("setpriv")
    home = Relocated(project)
    project.config()
    project.tazpod_bin = home.bin
    os.chown(project.path, 65534, 65534)
    os.chmod(os.path.join(project.path, ".tazpod"), 0o755)
    done = run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", home.bin, "up"],
               cwd=project.path, env=project.env())
    same(done.code, 11, f"exit code of {done}")
    project.judge(done.words, says="docker|group|permission")


@test
def a_missing_image_is_12(project):
    # a registry that answers at once, with no
    project.config()
    path = os.path.join(project.path, ".tazpod/config.yaml")
    with open(path) as file:
        text = file.read().replace(IMAGE, "127.0.0.1:1/none/such:1")
    with open(path, "w") as file:
        file.write(text)
    project.fails(12, "up", says="127.0.0.1:1/none/such")


@test
def another_projects_container_is_13(project, fresh):
    other = fresh(name=project.name)
    project.opened()
    other.config()
    for words in (["up"], ["down"], ["exec", "--", "true"], ["enter", "--yes"], ["lock"]):
        other.fails(13, *words, says="belongs to|another container_name")
    check(project.session_there(), "it was locked by another project")
    other.names.clear()


@test
def a_container_that_tazpod_did_not_make_is_13(project):
    project.config()
    docker("create", "--name", project.name, IMAGE, "sleep", "60")
    project.fails(13, "up", says="did not make")
    same(docker("inspect", "-f", "{{.State.Status}}", project.name).text.strip(), "created", "the container")


@test
def a_folder_without_a_project_is_41(project):
    project.fails(41, "up", says="tazpod init")
    project.fails(41, "status", says="tazpod init")
    project.fails(41, "--project", os.path.join(project.base, "none"), "status")


@test
def init_twice_touches_nothing(project):
    project.ok("init", "--yes", "--image", IMAGE)
    path = os.path.join(project.path, ".tazpod/config.yaml")
    before = open(path).read(), open(os.path.join(project.path, ".gitignore")).read()
    has(before[0], f"container_name: {project.name}-lab", "config.yaml")
    has(before[1], r"(?m)^\.tazpod/vault/$", ".gitignore")
    has(project.ok("init", "--yes", "--image", "other:1").words, "already", "the message")
    same((open(path).read(), open(os.path.join(project.path, ".gitignore")).read()), before, "the project")


@test
def the_project_is_found_from_below(project):
    project.up()
    below = os.path.join(project.path, "a/b")
    os.makedirs(below)
    same(json.loads(project.ok("status", "--json", cwd=below).text)["project"], project.path, "project")


@test
def an_image_without_glibc_is_told_from_a_fault(project):
    busybox = shutil.which("busybox")
    if not busybox or run(["ldd", busybox]).code == 0:
        required("busybox", "needs a static busybox")
    context = os.path.join(project.base, "context")
    os.mkdir(context)
    shutil.copy(busybox, os.path.join(context, "busybox"))
    with open(os.path.join(context, "Dockerfile"), "w") as file:
        file.write('FROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "--install", "-s", "/bin"]\n'
                   'RUN mkdir -p /etc /home /tmp && echo root:x:0:0::/root:/bin/sh >/etc/passwd && echo root:x:0: >/etc/group\n')
    tag = f"{project.name}:musl"
    built = run(["docker", "build", "-q", "-t", tag, context], env={**os.environ, "DOCKER_BUILDKIT": "0"})
    if built.code != 0:
        raise Skipped(f"can't build: {built.words.strip()[-200:]}")
    project.undo.append(lambda: run(["docker", "rmi", "-f", tag]))
    project.undo.append(lambda: run(["docker", "rm", "-f", project.name]))
    project.config()
    path = os.path.join(project.path, ".tazpod/config.yaml")
    text = open(path).read().replace(IMAGE, tag)
    open(path, "w").write(text)
    project.ok("up")
    done = project.tazpod("unlock", "--new", "--passphrase-file", project.secret)
    same(done.code, 14, f"exit code of {done}")
    has(done.words, "glibc", "the message")
    check(not os.path.exists(project.vault), "a vault was made")


if __name__ == "__main__":
    main()
