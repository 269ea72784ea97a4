#!/bin/sh
# install.sh [FILE|URL] [--no-verify] | --uninstall: puts a TazPod distribution under ~/.local, or takes it away again.
# A version that is there is never edited: a running container may have it mounted. Only a link is turned.
set -eu

share=$HOME/.local/share/tazpod
link=$HOME/.local/bin/tazpod
completion=$HOME/.local/share/bash-completion/completions/tazpod

say() { printf 'install: %s\n' "$*" >&2; }
fail() {
    printf 'install: error: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf '  hint: %s\n' "$2" >&2
    exit 1
}
usage() {
    echo "usage: install.sh [FILE|URL] [--no-verify] | --uninstall" >&2
    exit 2
}

# ours LINK: a link into what we installed?
ours() {
    [ -L "$1" ] || return 1
    case $(readlink "$1") in "$share"/*) ;; *) return 1 ;; esac
}

# turn TARGET LINK: the link is replaced in one step; there is no moment without it.
turn() {
    mkdir -p "$(dirname "$2")"
    ln -s "$1" "$2.new.$$"
    mv -fT "$2.new.$$" "$2" 2>/dev/null || mv -fh "$2.new.$$" "$2"
}

# in_use: is a version of ours mounted into a container that runs? Without it, what is open there could not be saved.
in_use() {
    command -v docker >/dev/null || return 1
    for container in $(docker ps -q --filter volume=/opt/tazpod 2>/dev/null); do
        docker inspect -f '{{.Name}} {{range .Mounts}}{{.Source}} {{end}}' "$container" 2>/dev/null
    done | grep -F -- " $share/" | cut -d' ' -f1 | cut -c2-
}

uninstall() {
    users=$(in_use || :)
    [ -z "$users" ] ||
        fail "containers still run with it: $(echo "$users" | tr '\n' ' ')" "save and remove them first: tazpod down, in their projects"
    for each in "$link" "$completion"; do
        ! ours "$each" || rm -f "$each"
    done
    rm -rf "$share"
    say "removed; projects and their vaults were not touched"
}

from='' verify=1
for arg; do
    case $arg in
        --uninstall)
            uninstall
            exit 0
            ;;
        --no-verify) verify= ;;
        -*) usage ;;
        *)
            [ -z "$from" ] || usage
            from=$arg
            ;;
    esac
done

if [ -z "$from" ]; then
    here=$(cd "$(dirname "$0")" && pwd)
    for each in "$here"/app-cli/target/tazpod-*.tar.gz; do from=$each; done
    [ -f "$from" ] || fail "no distribution here" "./mvnw -DskipTests package, or name a file or address"
fi

mkdir -p "$share"
work=$(mktemp -d "$share/.new.XXXXXX")
trap 'rm -rf "$work"' EXIT

case $from in
    http://* | https://*)
        # -f: an error page is not a program.
        say "fetching $from"
        curl -fsSL --connect-timeout 15 --retry 2 -o "$work/dist.tar.gz" "$from" || fail "could not fetch $from"
        if [ -n "$verify" ]; then
            curl -fsSL --connect-timeout 15 --retry 2 -o "$work/sum" "$from.sha256" ||
                fail "no checksum at $from.sha256" "--no-verify installs without one"
        fi
        ;;
    *)
        [ -f "$from" ] || fail "no such file: $from"
        cp "$from" "$work/dist.tar.gz"
        if [ -n "$verify" ]; then
            cp "$from.sha256" "$work/sum" 2>/dev/null || fail "no checksum: $from.sha256" "--no-verify installs without one"
        fi
        ;;
esac

got=$(sha256sum "$work/dist.tar.gz" | cut -d' ' -f1)
if [ -n "$verify" ]; then
    want=$(cut -d' ' -f1 "$work/sum" | head -n 1)
    [ "$got" = "$want" ] || fail "the checksum does not match: $from is damaged, or not what it says"
fi

mkdir "$work/dist"
tar -xzf "$work/dist.tar.gz" -C "$work/dist" || fail "not a tar.gz: $from"
# With or without a directory around it.
root=
for each in "$work/dist" "$work"/dist/*; do
    if [ -x "$each/bin/tazpod" ]; then root=$each && break; fi
done
[ -n "$root" ] || fail "no bin/tazpod in $from"

# A program that does not start here is not installed.
version=$("$root/bin/tazpod" --version) || fail "the program does not run on this machine" "uname -m; ldd --version"
version=$(printf %s "$version" | head -n 1 | tr -cd 'A-Za-z0-9._+-')
[ -n "$version" ] || fail "the program does not say its version"

echo "$got" >"$root/.sha256"
target=$share/$version
# A snapshot keeps its version while it changes: it gets a name of its own.
if [ -e "$target" ] && [ "$(cat "$target/.sha256" 2>/dev/null)" != "$got" ]; then
    target=$target+$(printf %s "$got" | cut -c1-8)
fi
[ -e "$target" ] || mv "$root" "$target"

if [ -e "$link" ] && [ ! -L "$link" ]; then
    mv "$link" "$link.before"
    say "there was another tazpod; it is now $link.before"
fi
turn "$target/bin/tazpod" "$link"
for each in "$target/share/bash-completion/completions/tazpod" "$target/completion/tazpod.bash" "$target/share/tazpod.bash"; do
    if [ -f "$each" ]; then turn "$each" "$completion" && break; fi
done

say "tazpod $version is installed in $target"
case ":$PATH:" in
    *":$HOME/.local/bin:"*) say "next: cd to a project, and type: tazpod" ;;
    *) say "add it to your PATH: export PATH=\"\$HOME/.local/bin:\$PATH\"" ;;
esac
