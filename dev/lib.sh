# shellcheck shell=sh disable=SC2034,SC2015
# lib.sh: what the scripts in dev/ share; sourced, never run.

# Everything built or downloaded for development is kept here, outside of the tree.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tazpod-build

yes=${TAZPOD_DEV_YES:-}
# The name to say in messages: the script's own, as it was typed from the project's root.
me=${0##*/}

say() { printf '%s: %s\n' "$me" "$*" >&2; }

# fail MESSAGE [HINT]: says what went wrong, and what to type, and ends.
fail() {
    printf '%s: error: %s\n' "$me" "$1" >&2
    [ $# -lt 2 ] || printf '  hint: %s\n' "$2" >&2
    exit 1
}

# misuse USAGE: a wrong command line.
misuse() {
    printf 'usage: %s\n' "$1" >&2
    exit 2
}

# agree: from here on every question is answered with yes, in the scripts we call too.
agree() {
    yes=1
    export TAZPOD_DEV_YES=1
}

# ask QUESTION: true for yes. Without a terminal there is nobody to ask, which is an error.
ask() {
    [ -z "$yes" ] || return 0
    [ -t 0 ] && [ -t 2 ] || fail "no terminal to ask: $1" "add --yes to agree"
    printf '%s: %s [y/N] ' "$me" "$1" >&2
    read -r answer || answer=
    case $answer in [yY] | [yY][eE][sS]) return 0 ;; *) return 1 ;; esac
}

# consent QUESTION: as ask, but a no ends the script.
consent() { ask "$1" || fail "not without your consent"; }

has() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND…: as it is when we are root already, else through sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        fail "root is needed for: $*" "run this as root, or install sudo"
    fi
}

# quiet COMMAND…: silent when it works; its whole output when it does not.
quiet() {
    quiet_log=$(mktemp)
    if "$@" >"$quiet_log" 2>&1 </dev/null; then
        rm -f "$quiet_log"
        return 0
    else
        quiet_code=$?
    fi
    printf '%s: failed: %s\n' "$me" "$*" >&2
    sed 's/^/  | /' "$quiet_log" >&2
    rm -f "$quiet_log"
    return "$quiet_code"
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@"
}

# apt_install PACKAGE…: the package lists are fetched only if the first try does not work.
apt_install() {
    has apt-get || fail "no apt-get on this machine" "install these by hand: $*"
    say "installing $*"
    apt_get install -y --no-install-recommends "$@" >/dev/null 2>&1 </dev/null && return 0
    quiet apt_get update || say "the package lists could not be refreshed; trying with the old ones"
    quiet apt_get install -y --no-install-recommends "$@" || fail "could not install $*"
}

# apt_has PACKAGE: is there a version of it to install?
apt_has() {
    has apt-cache || return 1
    apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'
}

# Is systemd running here, as opposed to merely installed?
systemd_runs() { [ -d /run/systemd/system ] && has systemctl; }

# wait_until SECONDS COMMAND…: tries ten times a second; false when time is up.
wait_until() {
    wait_left=$(($1 * 10))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$wait_left" -gt 0 ] || return 1
        wait_left=$((wait_left - 1))
        sleep 0.1
    done
}

# holds PIDFILE WORD: true while the recorded process lives and is still the one whose command line has WORD in it.
holds() {
    [ -s "$1" ] || return 1
    holds_pid=$(cat "$1")
    kill -0 "$holds_pid" 2>/dev/null || as_root kill -0 "$holds_pid" 2>/dev/null || return 1
    tr '\0' ' ' <"/proc/$holds_pid/cmdline" 2>/dev/null | grep -qF -- "$2"
}

# ---- MinIO's server, built from source: it is no longer released as a binary. A build of ours, not the official one.

minio_release=RELEASE.2025-09-07
minio_image=tazpod-minio:$minio_release
minio_bin=$cache/minio-$minio_release

# The tag's commit; the module has no versions that Go understands.
minio_module=github.com/minio/minio@v0.0.0-20250907161309-07c3a429bfed
minio_official=quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z

# go_fits: the module asks for Go 1.24; an older Go fetches that by itself if it may.
go_fits() {
    has go || return 1
    go_minor=$(go env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
    [ "${go_minor:-0}" -ge 24 ]
}

# Both sums were taken from the module proxy, whose own is in Go's checksum database.
go_release=1.25.4
go_sum_amd64=f4fa35e13952bae9836a82d8cf077710cd58fee98d31680f94edf435852b1af2
go_sum_arm64=2f51856a090fbee308b1e38e19eb46f59827b1518c61afb4cc46cc4f649b1799
go_proxy=https://proxy.golang.org/golang.org/toolchain/@v

# go_fetch: a Go of our own under the cache, on the PATH of this script only.
go_fetch() {
    go_dir=$cache/go-$go_release
    if [ ! -x "$go_dir/bin/go" ]; then
        case $(uname -s)-$(uname -m) in
            Linux-x86_64) go_arch=amd64 go_sum=$go_sum_amd64 ;;
            Linux-aarch64) go_arch=arm64 go_sum=$go_sum_arm64 ;;
            *) return 1 ;;
        esac
        consent "MinIO is built from source; fetch Go $go_release (about 65 MB) into $cache?"
        has curl && has unzip || apt_install curl ca-certificates unzip
        say "fetching Go $go_release"
        go_work=$(mktemp -d "$cache/go.XXXXXX")
        go_zip=$go_proxy/v0.0.1-go$go_release.linux-$go_arch.zip
        if curl -fsSL --connect-timeout 15 --retry 2 -o "$go_work/go.zip" "$go_zip" &&
            echo "$go_sum  $go_work/go.zip" | sha256sum -c --status &&
            unzip -q "$go_work/go.zip" -d "$go_work"; then
            mv "$go_work/golang.org/toolchain@v0.0.1-go$go_release.linux-$go_arch" "$go_dir"
            chmod -R u+rwX "$go_dir"
            find "$go_dir/bin" "$go_dir/pkg/tool" -type f -exec chmod +x {} +
        fi
        rm -rf "$go_work"
    fi
    [ -x "$go_dir/bin/go" ] || return 1
    PATH=$go_dir/bin:$PATH
}

minio_compile() {
    say "building MinIO $minio_release (minutes)"
    minio_work=$(mktemp -d "$cache/minio.XXXXXX")
    if quiet env CGO_ENABLED=0 GOBIN="$minio_work" GOFLAGS=-buildvcs=false go install "$minio_module"; then
        mv "$minio_work/minio" "$minio_bin"
    fi
    rm -rf "$minio_work"
}

minio_pull() {
    has docker && timeout 300 docker pull "$minio_official" >/dev/null 2>&1 </dev/null || return 1
    say "no Go 1.24 here; taking MinIO from $minio_official"
    minio_container=$(docker create "$minio_official")
    docker cp -q "$minio_container:/usr/bin/minio" "$minio_bin.part" && mv "$minio_bin.part" "$minio_bin"
    docker rm "$minio_container" >/dev/null
}

# minio_build: leaves the server at $minio_bin.
minio_build() {
    [ ! -x "$minio_bin" ] || return 0
    mkdir -p "$cache"
    if ! go_fits && apt-cache policy golang-go 2>/dev/null | grep -qE 'Candidate: 2:1\.(2[4-9]|[3-9][0-9])'; then
        consent "MinIO is built from source; install golang-go?"
        apt_install golang-go ca-certificates
    fi
    if go_fits; then
        minio_compile
    elif ! minio_pull && go_fetch; then
        minio_compile
    fi
    [ -x "$minio_bin" ] || fail "no MinIO server" "install Go 1.24 or newer (https://go.dev/dl/) and run this again"
}
