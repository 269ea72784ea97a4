"""Vaults that others made: the sound ones open to what they list, the others get their verdict."""
import base64
import glob
import os
import shutil

from session import *

# runs inside; prints what is in the enclave, names as bytes in base64
LISTING = r"""
import base64, hashlib, json, os, stat
top, rows = b"/home/tazpod/secrets", []
for folder, folders, files in os.walk(top):
    for name in folders + files:
        path = os.path.join(folder, name)
        s = os.lstat(path)
        row = [base64.b64encode(os.path.relpath(path, top)).decode(), stat.S_IMODE(s.st_mode), int(s.st_mtime // 1)]
        if stat.S_ISLNK(s.st_mode): row += ["symlink", base64.b64encode(os.readlink(path)).decode(), 0, ""]
        elif stat.S_ISDIR(s.st_mode): row += ["dir", "", 0, ""]
        else: row += ["file", "", s.st_size, hashlib.sha256(open(path, "rb").read()).hexdigest()]
        rows.append(row)
print(json.dumps(rows))
"""


def listing(project):
    """The enclave, seen from the host by way of the container's root: the image may have no Python."""
    if os.geteuid() == 0:
        pid = docker("inspect", "-f", "{{.State.Pid}}", project.name).text.strip()
        text = LISTING.replace('b"/home/tazpod/secrets"', f'b"/proc/{pid}/root/home/tazpod/secrets"')
        done = run([sys.executable, "-c", text])
    else:
        done = docker("exec", project.name, "python3", "-c", LISTING, ok=False)
        if done.code != 0:
            raise Skipped("needs root, or Python in the image")
    check(done.code == 0, str(done))
    rows = json.loads(done.text)
    return {base64.b64decode(row[0]): dict(zip(("mode", "mtime", "type", "link", "size", "sha256"), row[1:])) for row in rows}


def expected(case):
    """What a listed vault has to open to: links of the original are left out, its passphrase cache is not trusted."""
    entries = {}
    for entry in case["entries"]:
        name = base64.b64decode(entry["path_b64"]) if "path_b64" in entry else entry["path"].encode()
        if name == b".vault_pass" or name.startswith(b".vault_pass/"):
            continue
        if entry["type"] == "symlink" and entry["link"] == entry["path"]:
            continue
        entries[name] = entry
    return entries


def put(project, path):
    shutil.copyfile(path, project.vault)
    with open(path, "rb") as file:
        return file.read()


def compare(found, wanted, name):
    missing = set(wanted) - set(found)
    # the bridge for cloud tools makes .aws when there is none
    extra = set(found) - set(wanted) - {b".aws"}
    same((missing, extra), (set(), set()), f"{name}: names missing and too many")
    for path, entry in wanted.items():
        got = found[path]
        same(got["type"], entry["type"], f"{name}: type of {path!r}")
        same(f"{got['mode']:04o}", f"{int(entry['mode'], 8) & 0o777:04o}", f"{name}: mode of {path!r}")
        if entry["type"] == "file":
            same((got["size"], got["sha256"]), (entry["size"], entry["sha256"]), f"{name}: content of {path!r}")
        # making .aws changes nothing but the top
        same(got["mtime"], entry["mtime"], f"{name}: mtime of {path!r}")


def cases(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path) as file:
            case = json.load(file)
        yield os.path.basename(path).removesuffix(".json"), case, path.removesuffix(".json") + ".vault.tar.aes"


@test
def every_vault_of_the_original_opens_to_what_it_lists(project):
    place = fixtures()
    project.up()
    troubles = []
    for name, case, path in cases(os.path.join(place, "v1")):
        try:
            before = put(project, path)
            project.passphrase(case["passphrase"].encode())
            project.unlock()
            compare(listing(project), expected(case), name)
            check(project.sealed() == before, f"{name}: unlocking changed the file")
        except Failed as trouble:
            troubles.append(f"{name}: {trouble}")
        project.inside("/opt/tazpod/bin/tazpod lock --discard --yes", ok=False)
    same(troubles, [], "vaults")


@test
def a_vault_in_which_nothing_was_changed_is_not_written(project):
    place = fixtures()
    project.up()
    for name in ("typical", "single-small", "symlinks"):
        path = os.path.join(place, "v1", name)
        before = put(project, path + ".vault.tar.aes")
        with open(path + ".json") as file:
            project.passphrase(json.load(file)["passphrase"].encode())
        project.unlock()
        project.ok("lock")
        check(project.sealed() == before, f"{name}: unlock and lock changed the file, although nobody changed a secret")


@test
def every_bad_vault_gets_its_verdict(project):
    place = fixtures()
    project.up()
    troubles = []
    for name, case, path in cases(os.path.join(place, "bad")):
        try:
            verdict(project, name, case, path)
        except Failed as trouble:
            troubles.append(f"{name}: {trouble}")
            project.inside("/opt/tazpod/bin/tazpod lock --discard --yes", ok=False)
    same(troubles, [], "vaults")
    changed = [line for line in docker("diff", project.name).text.splitlines()
               # mount points, users, the link to TazPod, the bridge for cloud tools, the engine's own init
               if not re.match(r"C /(etc|home|home/tazpod|usr|usr/sbin|usr/local|usr/local/bin|opt)$|[AC] /etc/(passwd|group)$|"
                               r"A /(usr/local/bin/tazpod|usr/sbin/docker-init|opt/tazpod)$|D /home/tazpod/.aws$", line)]
    same(changed, [], "written outside of the enclave")


def verdict(project, name, case, path):
    before = put(project, path)
    project.passphrase(case["passphrase"].encode())
    done = project.tazpod("unlock", "--passphrase-file", project.secret)
    check(project.sealed() == before, "the file was changed")
    taken = done.code == 0
    allowed = {case["expect"], case.get("also_ok", case["expect"])}
    check(("accept" if taken else "refuse") in allowed, f"exit code {done.code}, wanted {allowed}: {done.words}")
    if taken:
        found = listing(project)
        check(not any(entry["mode"] & 0o7000 for entry in found.values()), "an extra mode bit")
        if "result" in case:
            name_, _, content = case["result"].partition(" = ")
            same(project.got(name_), content.replace("\\n", "\n").encode(), name_)
        project.inside("/opt/tazpod/bin/tazpod lock --discard --yes")
    else:
        # the passphrase is right or nobody can tell: damaged, or wrong
        check(done.code in (20, 21), f"exit code {done.code}: {done.words}")
        Project.judge(done.words)
    same(project.is_locked(), True, "locked")


if __name__ == "__main__":
    main()
